//! `verify hmac { … }`

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_syntax::ast::{Expression, ExpressionKind, Name, Setting, TextPart};

use super::secrets::secret_setting;
use crate::declare::Globals;
use crate::declare::services::header_name;
use crate::program::{Algorithm, Encoding, HmacScheme, SignedPart, TimestampWindow};
use crate::reports::Reports;
use crate::settings::{self, Owner};

pub(crate) const HMAC: Owner = Owner {
    what: "`verify hmac`",
    known: &[
        "secret",
        "algorithm",
        "header",
        "prefix",
        "encoding",
        "signed",
        "timestamp",
    ],
    repeated: &[],
    place: None,
};

pub(crate) const ALGORITHMS: &[&str] = &["sha256", "sha1", "sha512"];
pub(crate) const ENCODINGS: &[&str] = &["hex", "base64"];
pub(crate) const SIGNED: &[&str] = &["timestamp", "body", "method", "path", "query", "headers"];

/// Reads the settings; none where they were not understood.
pub(super) fn read(
    span: Span,
    block: &[Setting],
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<HmacScheme> {
    let mut secrets = None;
    let mut header = None;
    let mut scheme = HmacScheme {
        secrets: Vec::new(),
        algorithm: Algorithm::Sha256,
        header: "".into(),
        prefix: "".into(),
        encoding: Encoding::Hex,
        signed: vec![SignedPart::Body],
        timestamp: None,
    };
    let mut signed_span = span;
    let known = settings::known(block, HMAC, reports);
    let mut poisoned = !known.complete;
    for setting in &known {
        let before = reports.len();
        match &*setting.name.text {
            "secret" => secrets = Some(secret_setting(setting, globals, user, reports)),
            "header" => {
                let sample = "header \"X-Signature\"";
                let name = settings::operand(setting, "a string", sample, reports);
                header = Some(name.and_then(|name| header_name(name, reports)));
            }
            "algorithm" => {
                if let Some(word) = settings::choice(setting, ALGORITHMS, reports) {
                    scheme.algorithm = match &*word.text {
                        "sha1" => Algorithm::Sha1,
                        "sha512" => Algorithm::Sha512,
                        _ => Algorithm::Sha256,
                    };
                }
            }
            "encoding" => {
                if let Some(word) = settings::choice(setting, ENCODINGS, reports) {
                    scheme.encoding = match &*word.text {
                        "base64" => Encoding::Base64,
                        _ => Encoding::Hex,
                    };
                }
            }
            "prefix" => {
                if let Some(prefix) = settings::literal(setting, reports) {
                    scheme.prefix = prefix;
                }
            }
            "signed" => {
                signed_span = setting.span;
                if let Some(parts) = signed(setting, reports) {
                    scheme.signed = parts;
                }
            }
            _ => scheme.timestamp = timestamp(setting, reports),
        }
        poisoned |= reports.len() > before;
    }
    for (given, name, sample) in [
        (secrets.is_some(), "secret", "secret secrets.NAME"),
        (header.is_some(), "header", "header \"X-Signature\""),
    ] {
        if !given && known.complete {
            reports.push(settings::missing(span, HMAC.what, name, sample));
        }
    }
    let uses_time = scheme.signed.contains(&SignedPart::Timestamp);
    if !poisoned && uses_time != scheme.timestamp.is_some() {
        reports.push(time_mismatch(
            if uses_time { signed_span } else { span },
            uses_time,
        ));
        return None;
    }
    if !poisoned && !scheme.signed.contains(&SignedPart::Body) {
        reports.push(body_not_signed(signed_span));
    }
    scheme.secrets = secrets??;
    scheme.header = header??;
    (!poisoned).then_some(scheme)
}

/// `E0305`: a signed time without its header.
fn time_mismatch(span: Span, uses_time: bool) -> Diagnostic {
    if uses_time {
        let sample = "timestamp header \"X-Timestamp\" within 5m";
        return settings::missing(span, HMAC.what, "timestamp", sample);
    }
    let report = settings::missing(span, HMAC.what, "signed", "signed \"{timestamp}.{body}\"");
    report.note("a time that is not signed protects from nothing")
}

/// `E0307`: a body that nobody signs.
fn body_not_signed(span: Span) -> Diagnostic {
    let sample = "signed \"{timestamp}.{body}\"";
    settings::wrong(span, "signed", "a text that holds `{body}`", sample)
        .note("a body that is not signed could be anyone's")
}

/// `signed "{timestamp}.{body}"`
fn signed(setting: &Setting, reports: &mut Reports) -> Option<Vec<SignedPart>> {
    let sample = "signed \"{timestamp}.{body}\"";
    let operand = settings::operand(setting, "a string", sample, reports)?;
    let ExpressionKind::Text(parts) = &operand.kind else {
        reports.push(settings::wrong(operand.span, "signed", "a string", sample));
        return None;
    };
    let mut signed = Vec::with_capacity(parts.len());
    for part in parts {
        signed.push(match part {
            TextPart::Literal(text) => SignedPart::Literal(text.clone()),
            TextPart::Interpolation(value) => placeholder(value, reports)?,
        });
    }
    Some(signed)
}

fn placeholder(value: &Expression, reports: &mut Reports) -> Option<SignedPart> {
    if matches!(value.kind, ExpressionKind::Error) {
        return None;
    }
    if let Some(name) = settings::word(value) {
        return match &*name.text {
            "timestamp" => Some(SignedPart::Timestamp),
            "body" => Some(SignedPart::Body),
            "method" => Some(SignedPart::Method),
            "path" => Some(SignedPart::Path),
            "query" => Some(SignedPart::Query),
            _ => {
                reports.push(unknown_placeholder(name));
                None
            }
        };
    }
    if let ExpressionKind::Index { base, index } = &value.kind
        && settings::word(base).is_some_and(|name| &*name.text == "headers")
        && settings::plain(index).is_some()
    {
        let name = header_name(index, reports)?;
        return Some(SignedPart::Header(name.to_ascii_lowercase().into()));
    }
    let expected = "`{timestamp}`, `{body}`, `{method}`, `{path}`, `{query}` or `{headers[\"x\"]}`";
    reports.push(settings::wrong(
        value.span,
        "signed",
        expected,
        "signed \"{body}\"",
    ));
    None
}

/// `E0110`: a placeholder that is not there.
fn unknown_placeholder(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownWord,
        name.span,
        format!(
            "`{{{}}}` is not a part of a request that can be signed",
            name.text
        ),
    )
    .label("not one of the choices")
    .did_you_mean(name.span, &name.text, SIGNED.iter().copied())
    .note("the choices are `{timestamp}`, `{body}`, `{method}`, `{path}`, `{query}`, `{headers[\"x\"]}`")
}

/// `timestamp header "X-Timestamp" within 5m`
fn timestamp(setting: &Setting, reports: &mut Reports) -> Option<TimestampWindow> {
    let sample = "timestamp header \"X-Timestamp\" within 5m";
    let expected = "a header and how far it may be from now";
    let operands = settings::operands(setting, expected, sample, reports)?;
    if let [header, name, within, duration] = operands {
        let is = |one: &Expression, text: &str| {
            settings::word(one).is_some_and(|name| &*name.text == text)
        };
        if is(header, "header")
            && is(within, "within")
            && let ExpressionKind::Duration(micros @ 1..) = duration.kind
        {
            return Some(TimestampWindow {
                header: header_name(name, reports)?,
                within: std::time::Duration::from_micros(micros),
            });
        }
    }
    reports.push(settings::wrong(setting.span, "timestamp", expected, sample));
    None
}

//! Settings of a scheme that depend on each other: the signed parts and the timestamp.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::{Owner, SettingKind, SettingSpec, SignedPart, Source};

use crate::reports::Reports;
use crate::settings::{self, Read};

/// Whether the signed parts and the signed timestamp are consistent; reports an error if not. A
/// scheme without settings for them defines both itself.
pub(super) fn goes_together(
    owner: Owner,
    read: &Read<'_>,
    span: Span,
    reports: &mut Reports,
) -> bool {
    let of_kind = |is_kind: fn(&SettingKind) -> bool| {
        let mut specs = owner.settings().iter();
        specs.find(|one| is_kind(&one.kind))
    };
    let signed = of_kind(|kind| matches!(kind, SettingKind::Signed));
    let window = of_kind(|kind| matches!(kind, SettingKind::Window));
    let (Some(signed), Some(window)) = (signed, window) else {
        return true;
    };
    let parts = read.signed(signed.name).unwrap_or(&[SignedPart::Body]);
    let signed_span = read.span_of(|kind| matches!(kind, SettingKind::Signed));
    let uses_time = parts.contains(&SignedPart::Timestamp);
    let has_time = read.span_of(|kind| matches!(kind, SettingKind::Window));
    if uses_time && has_time.is_none() {
        let span = signed_span.unwrap_or(span);
        let in_header = read
            .labels()
            .is_some_and(|labels| labels.timestamp.is_some());
        let sample = if in_header {
            "timestamp within 5m"
        } else {
            window.sample
        };
        reports.push(settings::missing(span, owner, window.name, sample));
        return false;
    }
    let labels = read.labels();
    if has_time.is_none() && labels.is_some_and(|labels| labels.timestamp.is_some()) {
        let report = settings::missing(span, owner, window.name, "timestamp within 5m");
        reports.push(report.note("a timestamp that is not checked does not prevent replays"));
        return false;
    }
    if !uses_time && has_time.is_some() {
        let report = settings::missing(span, owner, signed.name, signed.sample);
        reports.push(report.note("an unsigned timestamp does not prevent replays"));
        return false;
    }
    if let Some(report) = time_in_header(read, span) {
        reports.push(report);
        return false;
    }
    if let Some(report) = signs_itself(read, parts, signed_span.unwrap_or(span)) {
        reports.push(report);
        return false;
    }
    if !parts.contains(&SignedPart::Body) && read.literal("body").is_none() {
        reports.push(body_not_signed(signed_span.unwrap_or(span), signed));
    }
    true
}

/// The error if the header of the signature and the timestamp do not fit together.
fn time_in_header(read: &Read<'_>, span: Span) -> Option<Diagnostic> {
    let window_span = read.span_of(|kind| matches!(kind, SettingKind::Window));
    let header_span = read.span_of(|kind| matches!(kind, SettingKind::SignatureHeader));
    let window = read.window()?;
    let labelled = read.labels().and_then(|labels| labels.timestamp.as_ref());
    let header = match &window.source {
        Some(Source::Header(name)) => Some(&**name),
        Some(Source::Query(_) | Source::Body(_)) | None => None,
    };
    let same = header.zip(read.signature_header());
    let same = same.is_some_and(|(time, signature)| time.eq_ignore_ascii_case(signature));
    let wrong = |span: Option<Span>, fallback: Span, message: &str, help: &str| {
        Diagnostic::new(
            Code::SettingValue,
            span.unwrap_or(fallback),
            message.to_owned(),
        )
        .label("does not fit the signature's header")
        .help(help.to_owned())
    };
    match (labelled, &window.source) {
        (Some(_), Some(_)) => Some(wrong(
            window_span,
            span,
            "the timestamp is in the signature's header already",
            "write `timestamp within 5m`",
        )),
        (None, _) if same => Some(wrong(
            header_span,
            span,
            "one header contains the signature and the timestamp",
            "write the labels of its parts after its name: `header \"X-Signature\" \"t={timestamp},v1={signature}\"`, and `timestamp within 5m`",
        )),
        (None, None) => Some(wrong(
            window_span,
            span,
            "it is not said where the timestamp is",
            "name its header: `timestamp header \"X-Timestamp\" within 5m`; `query \"t\"` and `body \"a.t\"` name other places",
        )),
        (Some(_), None) | (None, Some(_)) => None,
    }
}

/// The error if the signed text contains the signature itself, or nothing that a sender chooses.
fn signs_itself(read: &Read<'_>, parts: &[SignedPart], span: Span) -> Option<Diagnostic> {
    let wrong = |message: &str, label: &str, help: &str| {
        let report = Diagnostic::new(Code::SettingValue, span, message.to_owned());
        Some(report.label(label.to_owned()).help(help.to_owned()))
    };
    if read.literal("query").is_some() && parts.contains(&SignedPart::Query) {
        return wrong(
            "the signature is a part of the query that it signs",
            "`{query}` contains the signature",
            "name the parameters that are signed: `{query[\"nonce\"]}`",
        );
    }
    if read.literal("body").is_some() && parts.contains(&SignedPart::Body) {
        return wrong(
            "the signature is a part of the body that it signs",
            "`{body}` contains the signature",
            "name the values that are signed: `signed \"{timestamp}{body[\"signature.token\"]}\"`",
        );
    }
    let is_value = |part: &SignedPart| !matches!(part, SignedPart::Literal(_));
    if !parts.iter().any(is_value) {
        return wrong(
            "nothing of the request is signed",
            "only literal text",
            "name what is signed, such as `{body}`",
        );
    }
    None
}

/// `E0307`: an unsigned body.
fn body_not_signed(span: Span, signed: &SettingSpec) -> Diagnostic {
    let expected = "a text that contains `{body}`";
    settings::wrong(span, signed.name, expected, signed.sample)
        .note("an unsigned body could come from anyone")
}

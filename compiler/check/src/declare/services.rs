//! `service NAME { … }`

use std::collections::BTreeSet;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{ExpressionKind, ServiceItem, Setting};

use super::setting_text::{literal_start, setting_text};
use super::{Globals, Items};
use crate::program::{Service, SettingText, SettingTextPart};
use crate::reports::Reports;
use crate::settings::{self, Owner};
use crate::words::WordPlace;

pub(crate) const SERVICE: Owner = Owner {
    what: "a service",
    known: &["url", "timeout", "header"],
    repeated: &["header"],
    place: Some(WordPlace::Service),
};

/// Reads all services.
pub(super) fn read(globals: &mut Globals, items: &Items<'_>, reports: &mut Reports) {
    for item in &items.services {
        let service = one(globals, item, reports);
        let texts = service.headers.iter().map(|(_, text)| text);
        let secrets = texts
            .chain([&service.url])
            .flat_map(|text| &text.parts)
            .filter_map(|part| match part {
                SettingTextPart::Secret(secret) => Some(*secret),
                SettingTextPart::Literal(_) | SettingTextPart::Config(_) => None,
            });
        let secrets: BTreeSet<usize> = secrets.collect();
        globals.service_secrets.push(secrets);
        globals.program.services.push(service);
    }
}

fn one(globals: &Globals, item: &ServiceItem, reports: &mut Reports) -> Service {
    let user = format!("service {}", item.name.text);
    let mut url = None;
    let mut timeout = None;
    let mut headers = Vec::new();
    let known = settings::known(&item.settings, SERVICE, reports);
    for setting in &known {
        match &*setting.name.text {
            "url" => url = Some(url_setting(globals, setting, &user, reports)),
            "timeout" => timeout = settings::duration(setting, reports),
            _ => headers.extend(header(globals, setting, &user, reports)),
        }
    }
    if url.is_none() && known.complete {
        let sample = "url \"https://…\"";
        reports.push(settings::missing(
            item.name.span,
            "a service",
            "url",
            sample,
        ));
    }
    Service {
        name: item.name.text.clone(),
        url: url.unwrap_or_else(|| nothing(item.name.span)),
        timeout,
        headers,
        span: item.name.span,
    }
}

fn nothing(span: Span) -> SettingText {
    SettingText {
        parts: Vec::new(),
        span,
    }
}

/// Reads a `url`, whose scheme and host are fixed when the server starts.
pub(super) fn url_setting(
    globals: &Globals,
    setting: &Setting,
    user: &str,
    reports: &mut Reports,
) -> SettingText {
    let sample = "url \"https://example.com\"";
    let Some(operand) = settings::operand(setting, "an address", sample, reports) else {
        return nothing(setting.span);
    };
    let text = setting_text(globals, operand, user, reports);
    text_config(globals, &text, reports);
    if let Some(start) = literal_start(&text) {
        let whole = text.parts.len() == 1;
        if let Some(problem) = url_problem(start, whole) {
            reports.push(not_url(operand.span, problem));
            return text;
        }
    } else if text.parts.is_empty() && matches!(operand.kind, ExpressionKind::Text(_)) {
        reports.push(not_url(operand.span, "it is empty"));
    }
    let literal = |part: &SettingTextPart| matches!(part, SettingTextPart::Literal(text) if text.contains('#'));
    if text.parts.iter().any(literal) {
        reports.push(fragment(operand.span, "a URL"));
    }
    text
}

/// `E0604`: something else than a URL.
pub(crate) fn not_url(span: Span, problem: &str) -> Diagnostic {
    Diagnostic::new(Code::NotUrl, span, format!("this is not a URL: {problem}"))
        .label(problem)
        .help("write it as `\"https://example.com/path\"`")
}

const FRAGMENT: &str = "a fragment (`#…`) is never sent";

/// `E0604`: a `#`, behind which nothing is sent.
pub(crate) fn fragment(span: Span, what: &str) -> Diagnostic {
    let message = format!("this is not {what}: {FRAGMENT}");
    Diagnostic::new(Code::NotUrl, span, message)
        .label(FRAGMENT)
        .help("leave it out, or write `%23` where the sign itself is meant")
}

/// What is wrong with the beginning of a URL; `whole` when nothing follows it.
pub(crate) fn url_problem(start: &str, whole: bool) -> Option<&'static str> {
    let lower = start.to_ascii_lowercase();
    let schemes = ["https://", "http://"];
    let Some(rest) = schemes.iter().find_map(|scheme| lower.strip_prefix(scheme)) else {
        return Some("it does not begin with `https://` or `http://`");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.starts_with(':') || host.is_empty() && (whole || !rest.is_empty()) {
        return Some("it has no host");
    }
    if host.contains('@') {
        return Some("a user or password does not stand in a URL");
    }
    if start.contains(char::is_whitespace) || host.contains('\\') {
        return Some("it holds a blank or a backslash");
    }
    if rest.contains('#') {
        return Some(FRAGMENT);
    }
    None
}

/// A config that is a whole address must be a text.
pub(super) fn text_config(globals: &Globals, text: &SettingText, reports: &mut Reports) {
    let [SettingTextPart::Config(config)] = text.parts.as_slice() else {
        return;
    };
    let Some(config) = globals.program.configs.get(*config) else {
        return;
    };
    if !config.ty.is_text() && config.ty != Type::Error {
        let report = Diagnostic::new(
            Code::Mismatch,
            text.span,
            format!("expected `text`, found `{}`", config.ty),
        )
        .label("a text is wanted here")
        .because(config.span, format!("declared as `{}` here", config.ty));
        reports.push(report);
    }
}

fn header(
    globals: &Globals,
    setting: &Setting,
    user: &str,
    reports: &mut Reports,
) -> Option<(Box<str>, SettingText)> {
    let expected = "a name and a value";
    let sample = "header \"X-Name\" \"value\"";
    match settings::operands(setting, expected, sample, reports)? {
        [name, value] => {
            let name = header_name(name, reports)?;
            Some((name, setting_text(globals, value, user, reports)))
        }
        _ => {
            reports.push(settings::wrong(setting.span, "header", expected, sample));
            None
        }
    }
}

/// The literal name of a header, which is a token of RFC 9110.
pub(crate) fn header_name(
    name: &flowright_syntax::ast::Expression,
    reports: &mut Reports,
) -> Option<Box<str>> {
    let sample = "header \"X-Name\" \"value\"";
    let Some(text) = settings::plain(name) else {
        reports.push(settings::wrong(
            name.span,
            "header",
            "the name as a string",
            sample,
        ));
        return None;
    };
    let token = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter);
    if text.is_empty() || !text.chars().all(token) {
        let expected = "a name of letters, digits and `-`";
        reports.push(settings::wrong(name.span, "header", expected, sample));
        return None;
    }
    if OF_THE_CONNECTION.contains(&&*text.to_ascii_lowercase()) {
        let report = Diagnostic::new(
            Code::ConnectionHeader,
            name.span,
            format!("`{text}` belongs to the connection, and is not a flow's to set"),
        )
        .label("written by the server itself")
        .note("with it, data could say where a message ends")
        .help("leave it out");
        reports.push(report);
        return None;
    }
    Some(text)
}

/// Header fields by which two ends of a connection agree on it (RFC 9110, 7.6.1; RFC 9112, 6).
const OF_THE_CONNECTION: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

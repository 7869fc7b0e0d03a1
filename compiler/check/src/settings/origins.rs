//! Lists of web origins.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::catalogue::SettingSpec;
use flowright_syntax::ast::Setting;

use super::operands::texts;
use crate::program::{Origins, SettingValue};
use crate::reports::Reports;

/// The origins in the list given for a setting.
pub(super) fn setting(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let texts = texts(setting, spec, "origins as strings", reports)?;
    if let [(text, _)] = texts.as_slice()
        && &**text == "*"
    {
        return Some(SettingValue::Origins(Origins::All));
    }
    let mut origins = Vec::with_capacity(texts.len());
    for (text, span) in texts {
        match problem(&text) {
            None => origins.push(text),
            Some(problem) => reports.push(not_an_origin(span, &text, problem)),
        }
    }
    Some(SettingValue::Origins(Origins::Only(origins)))
}

/// Why browsers never send the text as an origin (RFC 6454, 6.2).
fn problem(text: &str) -> Option<&'static str> {
    if text == "*" {
        return Some("`*` allows all origins, so it must be the only one");
    }
    let (scheme, authority) = text.split_once("://").unwrap_or(("", text));
    if !matches!(scheme, "https" | "http") {
        return Some("an origin begins with `https://` or `http://`");
    }
    if authority.contains(['/', '?', '#']) {
        return Some("an origin ends with its host and port, without a path");
    }
    if authority.contains('@') {
        return Some("an origin has no user");
    }
    if authority.contains('*') {
        return Some("an origin cannot contain a wildcard");
    }
    if authority.contains(|letter: char| letter.is_ascii_uppercase()) {
        return Some("browsers send the host in lower case");
    }
    if !authority.is_ascii() {
        return Some("browsers send the host in ASCII, as `xn--…`");
    }
    // The colons of an IPv6 address are in brackets.
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let is_ipv6 = host.starts_with('[') && host.ends_with(']');
    let letter = |letter: char| letter.is_ascii_alphanumeric() || "-._".contains(letter);
    if host.is_empty() || !is_ipv6 && !host.chars().all(letter) {
        return Some("an origin has a host, such as `app.example`");
    }
    match port {
        None => None,
        Some(port) if is_default(scheme, port) => Some("browsers leave out the default port"),
        // Written without a sign and without leading zeros.
        Some(port)
            if port
                .parse::<u16>()
                .is_ok_and(|known| known.to_string() == port) =>
        {
            None
        }
        Some(_) => Some("the port is a number up to 65535"),
    }
}

fn is_default(scheme: &str, port: &str) -> bool {
    matches!((scheme, port), ("https", "443") | ("http", "80"))
}

/// The origin that was probably meant.
fn meant(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let (scheme, rest) = match text.split_once("://") {
        Some(written) => written,
        None if text.starts_with("localhost") => ("http", &*text),
        None if text.contains('.') => ("https", &*text),
        None => return None,
    };
    let authority = rest.split(['/', '?', '#']).next()?;
    let authority = match authority.rsplit_once(':') {
        Some((host, port)) if is_default(scheme, port) => host,
        _ => authority,
    };
    let origin = format!("{scheme}://{authority}");
    problem(&origin).is_none().then_some(origin)
}

/// `E0307`: a text that is not an origin.
fn not_an_origin(span: Span, text: &str, problem: &str) -> Diagnostic {
    let report = Diagnostic::new(
        Code::SettingValue,
        span,
        format!("`{text}` is not an origin: {problem}"),
    )
    .label(problem);
    match meant(text) {
        Some(origin) => report.fix(
            format!("write `{origin:?}`"),
            vec![Edit {
                span,
                text: format!("{origin:?}"),
            }],
            Applicability::Unsafe,
        ),
        None => report.help(
            "write an origin as `\"https://app.example\"`, or `\"*\"` alone to allow all pages",
        ),
    }
}

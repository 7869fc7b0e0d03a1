//! Header names.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_syntax::ast::Expression;

use super::operands::plain;
use super::reports::wrong;
use crate::reports::Reports;

/// The literal name of a header, which is a token (RFC 9110).
pub(super) fn name(name: &Expression, reports: &mut Reports) -> Option<Box<str>> {
    let sample = "header \"X-Name\" \"value\"";
    let Some(text) = plain(name) else {
        reports.push(wrong(name.span, "header", "the name as a string", sample));
        return None;
    };
    if !is_name(&text) {
        let expected = "a name of letters, digits and `-`";
        reports.push(wrong(name.span, "header", expected, sample));
        return None;
    }
    if OF_THE_CONNECTION.contains(&&*text.to_ascii_lowercase()) {
        let report = Diagnostic::new(
            Code::ConnectionHeader,
            name.span,
            format!("the header `{text}` cannot be set: it controls the connection"),
        )
        .label("set by Flowright")
        .note("if workflows could set it, data could change where a message ends or which host it addresses")
        .help("remove it");
        reports.push(report);
        return None;
    }
    Some(text)
}

/// Whether a text is a token, as the names of headers are.
pub(crate) fn is_name(text: &str) -> bool {
    let token = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter);
    !text.is_empty() && text.chars().all(token)
}

/// Header fields that control the connection between two endpoints (RFC 9110, 7.6.1; RFC 9112, 6).
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

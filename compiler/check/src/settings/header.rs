//! Header names.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};
use flowright_syntax::ast::{BinaryOperator, Expression, ExpressionKind};

use super::operands::{plain, word};
use super::reports::wrong;
use crate::reports::Reports;

/// The literal name of a header, which is a token (RFC 9110).
pub(super) fn name(name: &Expression, reports: &mut Reports) -> Option<Box<str>> {
    let sample = "header \"X-Name\" \"value\"";
    let Some(text) = plain(name) else {
        let report = wrong(name.span, "header", "the name as a string", sample);
        reports.push(match unquoted(name) {
            Some(text) => {
                let mut report = report;
                report.helps.clear();
                report.fix(
                    format!("put it into quotes: `\"{text}\"`"),
                    vec![Edit {
                        span: name.span,
                        text: format!("\"{text}\""),
                    }],
                    Applicability::Safe,
                )
            }
            None => report,
        });
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

/// A name without its quotes, such as `X-Name`, which reads as a subtraction.
fn unquoted(name: &Expression) -> Option<String> {
    if let Some(name) = word(name) {
        return Some(name.text.to_string());
    }
    let ExpressionKind::Binary {
        operator: BinaryOperator::Subtract,
        operator_span: _,
        left,
        right,
    } = &name.kind
    else {
        return None;
    };
    Some(format!("{}-{}", unquoted(left)?, unquoted(right)?))
}

/// Whether a text is a token, which the name of a header must be.
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

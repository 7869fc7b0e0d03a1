//! HTTP methods.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_syntax::ast;

use crate::reports::Reports;
use crate::settings;

pub(crate) const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// The method in upper case; reports an error if it is unknown.
pub(crate) fn method(name: &ast::Name, reports: &mut Reports) -> Option<Box<str>> {
    let upper = name.text.to_ascii_uppercase();
    if METHODS.contains(&&*upper) {
        if upper != *name.text {
            let report = Diagnostic::new(
                Code::UnknownWord,
                name.span,
                format!("methods are written in upper case: `{upper}`"),
            )
            .label("not in upper case")
            .did_you_mean(name.span, &name.text, METHODS.iter().copied());
            reports.push(report);
        }
        return Some(upper.into());
    }
    reports.push(settings::unknown_word(name, "a method", METHODS));
    None
}

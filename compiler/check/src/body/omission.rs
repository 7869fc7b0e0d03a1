//! `name?: value`: a member that is omitted if null, which only written JSON supports.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_syntax::ast::{self, RecordEntry};

use super::Checker;
use crate::program::{Conversion, Expression, ExpressionKind};

impl Checker<'_> {
    /// A value that is written as JSON. Its record and list literals are written member by member,
    /// without building an intermediate value.
    pub fn json_value(&mut self, e: &ast::Expression) -> Expression {
        let before = std::mem::replace(&mut self.writes_json, true);
        let value = self.value(e, None);
        self.writes_json = before;
        self.no_omission_in_copies(&value, false);
        value
    }

    /// Rejects `name?: …` where null cannot be omitted, for the given reason.
    pub fn no_omission(&mut self, entries: &[RecordEntry], why: &str) {
        for entry in entries.iter().filter(|entry| entry.omit_null) {
            let report = omission(entry.name.span, &entry.name.text, why);
            self.report(report);
        }
    }

    /// Rejects `name?: …` in a list element that is built as a value first and then copied to the
    /// type of the other elements.
    fn no_omission_in_copies(&mut self, value: &Expression, copied: bool) {
        if let ExpressionKind::Convert(conversion, inner) = &value.kind {
            let copied = copied || *conversion == Conversion::Copy;
            self.no_omission_in_copies(inner, copied);
        }
        if let ExpressionKind::List(elements) = &value.kind {
            for element in elements {
                self.no_omission_in_copies(element, copied);
            }
        }
        if let ExpressionKind::Record(fields) = &value.kind {
            for field in fields {
                if copied && field.omit_null {
                    let report = omitted_in_copy(field.value.span);
                    self.report(report);
                }
                self.no_omission_in_copies(&field.value, copied);
            }
        }
    }
}

/// `E0514`: an omitted member in a value that is not written as JSON.
fn omission(span: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Omission,
        span,
        format!("`{name}?` cannot omit the field here: {why}"),
    )
    .label("not written as JSON here")
    .note("only a record directly after `json` or before `.to_json()`, or inside such a record, can omit fields that are null")
    .help(format!("write `{name}: …`"))
}

/// `E0514`: an omitted member in a record that is copied.
fn omitted_in_copy(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Omission,
        span,
        "null cannot be omitted here: the elements of the list differ in type",
    )
    .label("this record is converted to the type of the list")
    .help("give all elements the same fields")
}

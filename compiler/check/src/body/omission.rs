//! `name?: value`: a member that is left out when null, which only written JSON can do.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_syntax::ast::{self, RecordEntry};

use super::Checker;
use crate::program::{Conversion, Expression, ExpressionKind};

impl Checker<'_> {
    /// A value that is written as JSON: its record and list literals member by member, without a value in between.
    pub fn json_value(&mut self, e: &ast::Expression) -> Expression {
        let before = std::mem::replace(&mut self.writes_json, true);
        let value = self.value(e, None);
        self.writes_json = before;
        self.no_omission_in_copies(&value, false);
        value
    }

    /// Refuses `name?: …` where a null would stay, because of what is said.
    pub fn no_omission(&mut self, entries: &[RecordEntry], why: &str) {
        for entry in entries.iter().filter(|entry| entry.omit_null) {
            let report = omission(entry.name.span, &entry.name.text, why);
            self.report(report);
        }
    }

    /// Refuses it in an element of a list that is first made a value, and then copied to the type of the other elements.
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

/// `E0514`: a member left out where no JSON is written.
fn omission(span: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Omission,
        span,
        format!("`{name}?` leaves nothing out here: {why}"),
    )
    .label("not written as JSON here")
    .note("only a record that stands directly behind `json`, or inside one that does, leaves out what is null")
    .help(format!("write `{name}: …`"))
}

/// `E0514`: a member left out of a record that is copied.
fn omitted_in_copy(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Omission,
        span,
        "a null is not left out here: the other elements of the list have another type",
    )
    .label("its record is copied to the type of the list")
    .help("give all elements the same fields")
}

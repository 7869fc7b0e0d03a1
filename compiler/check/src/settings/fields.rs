//! Records whose fields are sent as pairs of name and text: a query, a form.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::catalogue::SettingSpec;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, ExpressionKind, Setting};

use super::operands::operand;
use super::reports::wrong_value;
use super::value::Value;
use crate::body::{Checker, GivenBy};
use crate::convert;
use crate::describe::brief;
use crate::program::Expression;

/// What the fields become.
struct Place {
    name: &'static str,
    takes: &'static str,
    /// Whether it takes lists, and bytes, whose text is built when the request is.
    is_form: bool,
}

impl Checker<'_> {
    /// A query parameter record for a URL.
    pub(super) fn query(&mut self, setting: &Setting, spec: &SettingSpec) -> Option<Value> {
        let written = operand(setting, spec, self.reports)?;
        let place = Place {
            name: "a query",
            takes: "a query takes bools, numbers, texts and times; null omits the parameter",
            is_form: false,
        };
        self.fields(written, spec, &place).map(Value::Query)
    }

    /// The fields of a form to send.
    pub(super) fn form(
        &mut self,
        written: &ast::Expression,
        spec: &SettingSpec,
    ) -> Option<Vec<(Box<str>, Expression)>> {
        let place = Place {
            name: "a form",
            takes: "a form takes bools, numbers, texts, times, bytes as base64, and lists of them; null omits the field",
            is_form: true,
        };
        self.fields(written, spec, &place)
    }

    fn fields(
        &mut self,
        written: &ast::Expression,
        spec: &SettingSpec,
        place: &Place,
    ) -> Option<Vec<(Box<str>, Expression)>> {
        let ExpressionKind::Record(entries) = &written.kind else {
            self.report(wrong_value(
                written.span,
                spec,
                "a record: `{ name: value }`",
            ));
            return None;
        };
        let mut gathered = self.gathered(entries);
        let given = std::mem::take(&mut gathered.fields);
        let mut fields = Vec::with_capacity(given.len());
        for (name, by) in given {
            let value = match by {
                GivenBy::Entry(entry) => self.entry_value(entry, None),
                GivenBy::Spread(field) => self.spread_value(&mut gathered, field),
            };
            if !place.takes(&value.ty) && !convert::holds_error(&value.ty) {
                let report = Diagnostic::new(
                    Code::NotText,
                    value.span,
                    format!("`{}` is not supported in {}", brief(&value.ty), place.name),
                )
                .label(format!("this is `{}`", brief(&value.ty)))
                .help(place.takes);
                self.report(report);
            }
            fields.push((name, value));
        }
        Some(fields)
    }
}

impl Place {
    fn takes(&self, ty: &Type) -> bool {
        match ty.without_null() {
            Type::List(element) if self.is_form => self.takes_one(element.without_null()),
            bare => self.takes_one(bare),
        }
    }

    fn takes_one(&self, ty: &Type) -> bool {
        is_sent(ty) || self.is_form && *ty == Type::Bytes
    }
}

fn is_sent(ty: &Type) -> bool {
    ty.is_scalar() || matches!(ty, Type::Secret | Type::Null)
}

//! Records whose fields are sent as name/text pairs: a query, a form.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::catalogue::SettingSpec;
use flowright_stdlib::types::{Field, Type};
use flowright_syntax::ast::{self, ExpressionKind, Setting};

use super::operands::operand;
use super::reports::wrong_value;
use super::value::Value;
use crate::body::{Checker, GivenBy};
use crate::convert;
use crate::describe::brief;
use crate::program::{Expression, PartKind};

/// Where the fields are sent.
struct Place {
    name: &'static str,
    takes: &'static str,
    /// Whether it accepts lists and bytes; their text is built when the request is built.
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

    /// The fields of a multipart body to send.
    pub(super) fn multipart(
        &mut self,
        written: &ast::Expression,
        spec: &SettingSpec,
    ) -> Option<Value> {
        let mut fields = Vec::new();
        let mut parts = Vec::new();
        for (name, value) in self.named_values(written, spec)? {
            let Some(part) = part_kind(&value.ty) else {
                self.no_part(&value);
                continue;
            };
            let value = match part {
                PartKind::File => {
                    let ty = sent_as_file(&value.ty);
                    convert::apply(value, &ty)
                }
                PartKind::Json => {
                    self.writable_json(&value);
                    value
                }
                PartKind::Text | PartKind::Bytes => value,
            };
            fields.push((name, value));
            parts.push(part);
        }
        Some(Value::Multipart(fields, parts))
    }

    fn no_part(&mut self, value: &Expression) {
        if convert::holds_error(&value.ty) {
            return;
        }
        let report = Diagnostic::new(
            Code::NotText,
            value.span,
            format!(
                "`{}` is not supported in a multipart body",
                brief(&value.ty)
            ),
        )
        .label(format!("this is `{}`", brief(&value.ty)));
        let report = match &value.ty {
            Type::Headers => report.help("send the headers that you need, one by one"),
            _ => report.help("send it as JSON: `x.to_json()`"),
        };
        self.report(report);
    }

    fn fields(
        &mut self,
        written: &ast::Expression,
        spec: &SettingSpec,
        place: &Place,
    ) -> Option<Vec<(Box<str>, Expression)>> {
        let fields = self.named_values(written, spec)?;
        for (_, value) in &fields {
            if !place.takes(&value.ty) && !convert::holds_error(&value.ty) {
                let report = Diagnostic::new(
                    Code::NotText,
                    value.span,
                    format!("`{}` is not supported in {}", brief(&value.ty), place.name),
                )
                .label(format!("this is `{}`", brief(&value.ty)))
                .help(place.takes);
                self.report(if value.ty.holds(&Type::is_file) {
                    report.help("send files with `multipart { … }`")
                } else {
                    report
                });
            }
        }
        Some(fields)
    }

    /// The entries of a record literal.
    fn named_values(
        &mut self,
        written: &ast::Expression,
        spec: &SettingSpec,
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

/// How a value is sent in a multipart body; for a list, how each element is sent.
fn part_kind(ty: &Type) -> Option<PartKind> {
    let one = match ty.without_null() {
        Type::List(element) => element.without_null(),
        bare => bare,
    };
    Some(match one {
        Type::Bytes => PartKind::Bytes,
        ty if is_sent(ty) => PartKind::Text,
        ty if convert::fits(ty, &content_of_file()) => PartKind::File,
        Type::Record(_) | Type::Map(_) | Type::Json => PartKind::Json,
        _ => return None,
    })
}

/// The fields of a file that are sent.
fn content_of_file() -> Type {
    let field = |name: &str, ty: Type| Field {
        name: name.into(),
        ty,
    };
    Type::record(vec![
        field("name", Type::Text),
        field("content_type", Type::Text),
        field("bytes", Type::Bytes),
    ])
}

/// The type to which a file, an optional file or a list of files is converted for sending.
fn sent_as_file(ty: &Type) -> Type {
    match ty {
        Type::Optional(inner) => sent_as_file(inner).optional(),
        Type::List(element) => sent_as_file(element).list(),
        _ => content_of_file(),
    }
}

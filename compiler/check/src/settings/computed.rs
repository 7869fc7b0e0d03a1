//! Values computed by the flow.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::catalogue::{BodyForm, HeaderValue, Markup, Sent, SettingSpec};
use flowright_stdlib::types::{Origin, Type};
use flowright_syntax::ast::{self, Setting};

use super::header;
use super::operands::{operand, operands};
use super::reports::wrong_value;
use super::value::Value;
use crate::body::{Checker, Reason};
use crate::convert;
use crate::declare::setting_text::setting_text;
use crate::describe::brief;
use crate::program::{Expression, Format, SettingValue};

impl Checker<'_> {
    /// A header to send.
    pub(super) fn header(
        &mut self,
        setting: &Setting,
        spec: &SettingSpec,
        value: HeaderValue,
    ) -> Option<Value> {
        let [written, content] = operands(setting, spec, self.reports)? else {
            let expected = spec.kind.expected();
            self.report(wrong_value(setting.span, spec, &expected));
            return None;
        };
        let name = header::name(written, self.reports);
        match value {
            HeaderValue::Fixed => {
                let name = name?;
                let text = setting_text(self.globals, content, &self.user, self.reports);
                Some(Value::Fixed(SettingValue::Header(name, text)))
            }
            HeaderValue::Computed { what, secrets } => {
                let value = if secrets {
                    self.text_or_secret(content, what)
                } else {
                    self.expect(content, &Type::Text, &Reason::Takes { what })
                };
                Some(Value::Header(name?, value))
            }
        }
    }

    /// A body to send.
    pub(super) fn sent(
        &mut self,
        setting: &Setting,
        spec: &SettingSpec,
        sent: Sent,
    ) -> Option<Value> {
        let value = operand(setting, spec, self.reports)?;
        let Sent {
            form,
            what,
            secrets,
        } = sent;
        let value = match form {
            BodyForm::Json => {
                let value = self.json_value(value);
                if !secrets {
                    self.no_secret(&value, what);
                }
                self.writable_json(&value);
                convert::written(Format::Json, value)
            }
            BodyForm::Form => return self.form(value, spec).map(Value::Form),
            BodyForm::Text if secrets => self.text_or_secret(value, what),
            BodyForm::Text => self.expect(value, &Type::Text, &Reason::Takes { what }),
            BodyForm::Html => {
                let value = self.expect(value, &Type::Text, &Reason::Takes { what });
                self.html(value)
            }
            BodyForm::Bytes => self.expect(value, &Type::Bytes, &Reason::Takes { what }),
        };
        Some(Value::Sent(form, value))
    }

    /// A part of a message.
    pub(super) fn part(
        &mut self,
        setting: &Setting,
        spec: &SettingSpec,
        markup: Markup,
    ) -> Option<Value> {
        let text = operand(setting, spec, self.reports)?;
        Some(Value::Message(self.message(text, markup)))
    }

    /// The text of a message, or a part of it.
    pub(crate) fn message(&mut self, text: &ast::Expression, markup: Markup) -> Expression {
        let text = self.expect(text, &Type::Text, &Reason::Takes { what: "a message" });
        match markup {
            Markup::Plain => text,
            Markup::Html => self.html(text),
            Markup::Slack => convert::written(Format::Slack, text),
        }
    }

    /// A text as HTML: its values are escaped.
    fn html(&mut self, text: Expression) -> Expression {
        self.html_places(&text);
        convert::written(Format::Html, text)
    }

    /// A text, or a secret.
    pub(super) fn text_or_secret(&mut self, e: &ast::Expression, what: &str) -> Expression {
        let value = self.value(e, Some(&Type::Text));
        if value.ty == Type::Secret {
            return value;
        }
        self.coerce(value, &Type::Text, &Reason::Takes { what })
    }

    /// Rejects a value that cannot be written as JSON.
    pub(super) fn writable_json(&mut self, value: &Expression) {
        if holds_unwritable(&value.ty) && !convert::holds_error(&value.ty) {
            let report = Diagnostic::new(
                Code::Mismatch,
                value.span,
                format!("`{}` cannot be written as JSON", brief(&value.ty)),
            )
            .label(format!("this is `{}`", brief(&value.ty)));
            let written = self.source(value);
            let report = match bodies(&value.ty, written.as_deref().unwrap_or("x")) {
                Some(meant) => report.help(format!("write the bodies of the responses: `{meant}`")),
                None => {
                    report.help("write the values that you need: `{ kind: headers[\"x-kind\"] }`")
                }
            };
            self.report(report);
        }
    }
}

fn holds_unwritable(ty: &Type) -> bool {
    ty.holds(&|ty| matches!(ty, Type::Headers | Type::Bytes))
}

/// How to write the bodies of the responses in a value; `None` if it holds none.
fn bodies(ty: &Type, written: &str) -> Option<String> {
    match ty {
        Type::Record(record) if record.origin == Origin::Response => {
            Some(format!("{written}.body"))
        }
        Type::Record(record) => {
            let mut fields = Vec::new();
            let mut found = false;
            for field in &record.fields {
                let inner = format!("{written}.{}", field.name);
                let body = bodies(&field.ty, &inner);
                found |= body.is_some();
                fields.push(format!("{}: {}", field.name, body.unwrap_or(inner)));
            }
            found.then(|| format!("{{ {} }}", fields.join(", ")))
        }
        Type::List(element) => {
            let inner = bodies(element, "x")?;
            let inner = if inner.starts_with('{') {
                format!("({inner})")
            } else {
                inner
            };
            Some(format!("{written}.map(x => {inner})"))
        }
        Type::Optional(inner) => match &**inner {
            Type::Record(record) if record.origin == Origin::Response => {
                Some(format!("{written}?.body"))
            }
            _ => None,
        },
        _ => None,
    }
}

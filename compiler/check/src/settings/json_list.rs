//! `blocks json [ … ]`: a list written as JSON, in which every text that the program does not contain
//! literally is escaped for the markup of its reader.
//!
//! Its brackets and braces are written as they are, so the elements of the list may have different
//! types.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::{Markup, SettingSpec};
use flowright_stdlib::functions::{Implementation, Inlined};
use flowright_stdlib::types::Type;
use flowright_stdlib::write::json_escape;
use flowright_syntax::ast::{self, RecordEntry, Setting};

use super::operands::{operands, word};
use super::reports::wrong_value;
use super::value::Value;
use crate::body::{Checker, error};
use crate::convert;
use crate::index::SymbolKind;
use crate::names;
use crate::program::{Conversion, Expression, ExpressionKind, Format, TextPart};

impl Checker<'_> {
    /// The list as one text.
    pub(super) fn json_list(
        &mut self,
        setting: &Setting,
        spec: &SettingSpec,
        markup: Markup,
    ) -> Option<Value> {
        let list = match operands(setting, spec, self.reports)? {
            [kind, list] if word(kind).is_some_and(|name| &*name.text == "json") => Some(list),
            _ => None,
        };
        let Some((list, ast::ExpressionKind::List(items))) = list.map(|list| (list, &list.kind))
        else {
            self.report(wrong_value(setting.span, spec, &spec.kind.expected()));
            return None;
        };
        let mut parts = Parts::default();
        self.json_items(items, markup, &mut parts);
        Some(Value::Message(Expression {
            kind: ExpressionKind::Text(parts.finish()),
            ty: Type::Text,
            span: list.span,
        }))
    }

    fn json_items(&mut self, items: &[ast::Expression], markup: Markup, parts: &mut Parts) {
        parts.text("[");
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                parts.text(",");
            }
            self.json_item(item, markup, parts);
        }
        parts.text("]");
    }

    fn json_item(&mut self, item: &ast::Expression, markup: Markup, parts: &mut Parts) {
        if let ast::ExpressionKind::List(items) = &item.kind {
            return self.json_items(items, markup, parts);
        }
        if let ast::ExpressionKind::Record(entries) = &item.kind
            && entries.iter().all(is_plain)
        {
            return self.members(entries, markup, parts);
        }
        let mut value = self.json_value(item);
        self.no_secret(&value, "a message");
        self.writable_json(&value);
        match markup {
            Markup::Slack => self.escape(&mut value),
            Markup::Plain | Markup::Html => {}
        }
        parts.value(convert::written(Format::Json, value));
    }

    fn members(&mut self, entries: &[RecordEntry], markup: Markup, parts: &mut Parts) {
        parts.text("{");
        for (index, entry) in entries.iter().enumerate() {
            let mut earlier = entries.iter().take(index);
            if let Some(first) = earlier.find(|one| one.name.text == entry.name.text) {
                self.report(names::declared_twice(&entry.name, first.name.span));
            }
            if index > 0 {
                parts.text(",");
            }
            parts.key(&entry.name.text);
            match &entry.value {
                Some(value) => {
                    let index = &mut self.reports.index;
                    index.declare(&entry.name, SymbolKind::Field, None);
                    self.json_item(value, markup, parts);
                }
                None => {
                    let value = ast::Expression {
                        kind: ast::ExpressionKind::Name(entry.name.clone()),
                        span: entry.name.span,
                    };
                    self.json_item(&value, markup, parts);
                }
            }
        }
        parts.text("}");
    }

    /// Escapes the texts in a value for Slack; reports texts that are computed elsewhere.
    fn escape(&mut self, value: &mut Expression) {
        let holds_text = |ty: &Type| matches!(ty, Type::Text | Type::Json);
        let is_literal = matches!(
            value.kind,
            ExpressionKind::Constant(_) | ExpressionKind::Error
        );
        if is_literal || !value.ty.holds(&holds_text) {
            return;
        }
        if value.ty == Type::Text {
            let text = std::mem::replace(value, error(value.span));
            *value = convert::written(Format::Slack, text);
        } else if let ExpressionKind::Record(fields) = &mut value.kind {
            fields
                .iter_mut()
                .for_each(|field| self.escape(&mut field.value));
        } else if let ExpressionKind::List(elements) = &mut value.kind {
            elements.iter_mut().for_each(|element| self.escape(element));
        } else if let ExpressionKind::Convert(conversion, inner) = &mut value.kind
            && is_free(*conversion)
        {
            self.escape(inner);
        } else if let ExpressionKind::Call {
            function,
            arguments,
        } = &mut value.kind
            && function.get().is_some_and(|one| makes_list(&one.code))
        {
            for argument in arguments {
                if let ExpressionKind::Lambda(lambda) = &mut argument.kind {
                    self.escape(&mut lambda.body);
                }
            }
        } else if !convert::holds_error(&value.ty) {
            self.report(not_escaped(value.span, &value.ty));
        }
    }
}

fn is_plain(entry: &RecordEntry) -> bool {
    !entry.spread && !entry.omit_null && !entry.is_error()
}

/// Whether a conversion leaves texts unchanged.
fn is_free(conversion: Conversion) -> bool {
    match conversion {
        Conversion::Same | Conversion::ToOptional | Conversion::NullToOptional => true,
        Conversion::IntToDecimal | Conversion::Copy | Conversion::ToMap => false,
    }
}

fn makes_list(code: &Implementation) -> bool {
    matches!(
        code,
        Implementation::Inline(Inlined::Map | Inlined::FlatMap)
    )
}

/// `E0307`: a value with texts that cannot be escaped where they are written.
fn not_escaped(span: Span, ty: &Type) -> Diagnostic {
    let report = Diagnostic::new(
        Code::SettingValue,
        span,
        "the texts in this value would not be escaped",
    )
    .label("could contain markup");
    if matches!(ty, Type::Optional(inner) if **inner == Type::Text) {
        return report.help("write what is shown for null: `value ?? \"\"`");
    }
    report.help("write the record here, with its texts; for a list, `rows.map(row => { … })`")
}

/// The pieces of a text.
#[derive(Default)]
struct Parts {
    done: Vec<TextPart>,
    literal: String,
}

impl Parts {
    fn text(&mut self, text: &str) {
        self.literal.push_str(text);
    }

    /// The name of a member and its colon.
    fn key(&mut self, name: &str) {
        let mut escaped = Vec::new();
        // A name in a program is far below any limit.
        json_escape(&mut escaped, name, usize::MAX).unwrap_or_default();
        self.literal.push('"');
        self.literal.push_str(&String::from_utf8_lossy(&escaped));
        self.literal.push_str("\":");
    }

    fn value(&mut self, value: Expression) {
        self.close();
        self.done.push(TextPart::Value(value));
    }

    fn close(&mut self) {
        if !self.literal.is_empty() {
            let literal = std::mem::take(&mut self.literal);
            self.done.push(TextPart::Literal(literal.into()));
        }
    }

    fn finish(mut self) -> Vec<TextPart> {
        self.close();
        self.done
    }
}

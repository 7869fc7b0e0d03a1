//! Texts: interpolated, and in a specific format.
//!
//! All values of a text are evaluated before any of it is written, so that a value that cannot be
//! written in its place fails only after all values have been evaluated.

use flowright_check::program::{
    Conversion, Expression, ExpressionKind, FieldValue, Format, TextPart,
};
use flowright_diagnostics::Span;
use flowright_stdlib::schema::Constant;

use super::evaluator::{Evaluation, Evaluator, failed};
use super::operators;
use crate::value::Value;
use crate::write::{self, NoText};

/// A value to be written as JSON.
enum Json {
    Value(Value),
    List(Vec<Json>),
    Record(Vec<(Box<str>, Json)>),
}

impl Evaluator<'_> {
    /// A value as JSON.
    pub(super) fn as_json(&mut self, value: &Expression, span: Span) -> Evaluation<Value> {
        match render(&self.json(value)?) {
            Ok(text) => Ok(Value::text(&text)),
            Err(NoText) => no_text(span),
        }
    }

    /// A text; a value that cannot be written fails at `span`.
    pub(super) fn written(&mut self, text: &Expression, span: Span) -> Evaluation<Value> {
        if let ExpressionKind::Url { path, query } = &text.kind {
            return self.url(path, query, span);
        }
        let written = if let ExpressionKind::Written(format, value) = &text.kind {
            match format {
                Format::Json => return self.as_json(value, span),
                Format::Html => self.escaped(value, write::html)?,
                Format::Slack => self.escaped(value, write::slack)?,
                // This format occurs only in a URL, which handles it.
                Format::UrlPath => unreachable!("a path outside of a URL"),
            }
        } else {
            self.escaped(text, str::to_owned)?
        };
        match written {
            Ok(text) => Ok(Value::text(&text)),
            Err(NoText) => no_text(span),
        }
    }

    /// A text in a place with its own grammar: the author's literal text is part of the grammar,
    /// everything else is data.
    fn escaped(
        &mut self,
        text: &Expression,
        escape: fn(&str) -> String,
    ) -> Evaluation<Result<String, NoText>> {
        if let ExpressionKind::Convert(Conversion::Same, inner) = &text.kind {
            return self.escaped(inner, escape);
        }
        if let ExpressionKind::Constant(Constant::Text(text)) = &text.kind {
            return Ok(Ok(text.to_string()));
        }
        let ExpressionKind::Text(parts) = &text.kind else {
            let value = self.expression(text)?;
            return Ok(scalar(&value, escape));
        };
        let mut values = Vec::new();
        for part in parts {
            values.push(match part {
                TextPart::Literal(_) => None,
                TextPart::Value(value) => Some(self.expression(value)?),
            });
        }
        let written = parts
            .iter()
            .zip(&values)
            .map(|(part, value)| match (part, value) {
                (TextPart::Value(_), Some(value)) => scalar(value, escape),
                (TextPart::Literal(text), None) => Ok(text.to_string()),
                (TextPart::Literal(_), Some(_)) | (TextPart::Value(_), None) => {
                    unreachable!("a part of another kind")
                }
            });
        Ok(written.collect())
    }

    /// A value to be written as JSON. In a record literal, a member with `?` is omitted when null.
    fn json(&mut self, value: &Expression) -> Evaluation<Json> {
        if let ExpressionKind::Convert(
            Conversion::Same
            | Conversion::ToOptional
            | Conversion::NullToOptional
            | Conversion::ToMap,
            inner,
        ) = &value.kind
        {
            return self.json(inner);
        }
        if let ExpressionKind::List(elements) = &value.kind {
            let elements: Evaluation<Vec<Json>> =
                elements.iter().map(|element| self.json(element)).collect();
            return Ok(Json::List(elements?));
        }
        let ExpressionKind::Record(fields) = &value.kind else {
            return Ok(Json::Value(self.expression(value)?));
        };
        let mut written = Vec::new();
        for (name, FieldValue { value, omit_null }) in operators::names(&value.ty).zip(fields) {
            let value = self.json(value)?;
            let is_null = matches!(value, Json::Value(Value::Null));
            if !(is_null && *omit_null) {
                written.push((name, value));
            }
        }
        Ok(Json::Record(written))
    }
}

fn scalar(value: &Value, escape: fn(&str) -> String) -> Result<String, NoText> {
    let text = write::scalar(value)?;
    Ok(escape(&text))
}

fn render(json: &Json) -> Result<String, NoText> {
    match json {
        Json::Value(value) => write::json(value),
        Json::List(elements) => {
            let elements: Result<Vec<String>, NoText> = elements.iter().map(render).collect();
            Ok(format!("[{}]", elements?.join(",")))
        }
        Json::Record(fields) => {
            let member = |(name, value): &(Box<str>, Json)| {
                Ok(format!("{}:{}", write::string(name), render(value)?))
            };
            let fields: Result<Vec<String>, NoText> = fields.iter().map(member).collect();
            Ok(format!("{{{}}}", fields?.join(",")))
        }
    }
}

/// The failure of a time without a text form.
pub(super) fn no_text(span: Span) -> Evaluation<Value> {
    let message = "a time outside of the years 0 to 9999 cannot be written as text";
    failed("out_of_range", message, span)
}

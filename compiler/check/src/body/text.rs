//! Strings and their interpolations.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::Checker;
use super::expressions::constant;
use super::scope::error;
use crate::declare::constant::plain_text;
use crate::describe::brief;
use crate::program::{Expression, ExpressionKind, TextPart};

impl Checker<'_> {
    pub(super) fn text(&mut self, parts: &[ast::TextPart], span: Span) -> Expression {
        if let Some(text) = plain_text(parts) {
            let ty = Type::literals([&*text]);
            return constant(Constant::Text(text), ty, span);
        }
        let (parts, ty) = self.text_parts(parts);
        if ty == Type::Error {
            return error(span);
        }
        Expression {
            kind: ExpressionKind::Text(parts),
            ty,
            span,
        }
    }

    /// The parts of a string, and the type of the whole.
    pub fn text_parts(&mut self, parts: &[ast::TextPart]) -> (Vec<TextPart>, Type) {
        let mut ty = Type::Text;
        let mut typed = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                ast::TextPart::Literal(literal) => typed.push(TextPart::Literal(literal.clone())),
                ast::TextPart::Interpolation(value) => {
                    let around = self.interpolated.replace(value.span);
                    let value = self.value(value, None);
                    self.interpolated = around;
                    match &value.ty {
                        Type::Error => ty = Type::Error,
                        Type::Secret if ty == Type::Text => ty = Type::Secret,
                        one if one.is_scalar() || *one == Type::Secret => {}
                        _ => {
                            let report = self.not_text(&value);
                            self.report(report);
                            ty = Type::Error;
                        }
                    }
                    typed.push(TextPart::Value(value));
                }
            }
        }
        (typed, ty)
    }

    /// `E0208`: a value that cannot be written as text; `E0203` if the only problem is that it may
    /// be null.
    fn not_text(&self, value: &Expression) -> Diagnostic {
        if let Type::Optional(inner) = &value.ty
            && (inner.is_scalar() || **inner == Type::Secret)
        {
            return self.may_be_null(value, inner);
        }
        not_text(value)
    }
}

fn not_text(value: &Expression) -> Diagnostic {
    let report = Diagnostic::new(
        Code::NotText,
        value.span,
        format!("`{}` cannot be interpolated", brief(&value.ty)),
    )
    .label("cannot be part of a string");
    match &value.ty {
        Type::List(element) if element.is_text() => report.fix(
            "join its texts with `.join(\", \")`",
            vec![Edit {
                span: value.span.after(),
                text: ".join(\", \")".to_owned(),
            }],
            Applicability::Unsafe,
        ),
        Type::Record(record) => match record.names().next() {
            Some(name) => report.help(format!("use one of its fields, such as `.{name}`")),
            None => report,
        },
        Type::List(_) => report.help(
            "this is a list: use its `length`, or a field of one element, such as `list[0]?.name`",
        ),
        Type::Map(_) => {
            report.help("write one of its values, `map[\"key\"]`, or all as JSON, `x.to_json()`")
        }
        Type::Bytes => report.help(
            "write `.base64()` or `.hex()`, or `.to_text()`, which is null if they are not UTF-8",
        ),
        Type::Json => {
            report.help("decode it, `decode x as text`, or write it as JSON, `x.to_json()`")
        }
        _ => report,
    }
}

/// The source form of a simple expression.
pub(crate) fn source(e: &ast::Expression) -> Option<String> {
    if let ast::ExpressionKind::Name(name) = &e.kind {
        return Some(name.text.to_string());
    }
    if let ast::ExpressionKind::Column(name) = &e.kind {
        return Some(format!(".{}", name.text));
    }
    let ast::ExpressionKind::Field {
        base,
        field,
        optional,
    } = &e.kind
    else {
        return None;
    };
    let dot = if *optional { "?." } else { "." };
    Some(format!("{}{dot}{}", source(base)?, field.text))
}

/// The text of a simple value.
pub(crate) fn literal(value: &ast::Expression) -> Option<String> {
    if let ast::ExpressionKind::Int(number) = &value.kind {
        return Some(number.to_string());
    }
    if let ast::ExpressionKind::Float(number) = &value.kind {
        return Some(number.digits.to_string());
    }
    if let ast::ExpressionKind::Bool(value) = &value.kind {
        return Some(value.to_string());
    }
    if let ast::ExpressionKind::Text(parts) = &value.kind {
        let text = plain_text(parts)?;
        let is_plain = text.chars().all(|c| c.is_alphanumeric() || c == ' ');
        return is_plain.then(|| format!("\"{text}\""));
    }
    source(value)
}

/// Two operands of `+` joined into one string literal.
pub(super) fn joined(left: &ast::Expression, right: &ast::Expression) -> Option<String> {
    let mut all = Vec::new();
    terms(left, &mut all);
    terms(right, &mut all);
    let mut text = String::from("\"");
    for term in all {
        match string(term) {
            Some(parts) => join_parts(&mut text, parts)?,
            None => text.push_str(&format!("{{{}}}", source(term)?)),
        }
    }
    text.push('"');
    Some(text)
}

fn join_parts(text: &mut String, parts: &[ast::TextPart]) -> Option<()> {
    for part in parts {
        match part {
            ast::TextPart::Literal(literal) => {
                let plain = |letter: char| !letter.is_control() && !"\"\\{".contains(letter);
                if !literal.chars().all(plain) {
                    return None;
                }
                text.push_str(literal);
            }
            ast::TextPart::Interpolation(value) => {
                text.push_str(&format!("{{{}}}", source(value)?));
            }
        }
    }
    Some(())
}

fn string(e: &ast::Expression) -> Option<&[ast::TextPart]> {
    let ast::ExpressionKind::Text(parts) = &e.kind else {
        return None;
    };
    Some(parts)
}

/// Whether the expression is a string, or a sum that contains one.
pub(super) fn is_text(e: &ast::Expression) -> bool {
    let mut all = Vec::new();
    terms(e, &mut all);
    all.into_iter().any(|term| string(term).is_some())
}

/// The terms of a sum.
pub(super) fn terms<'e>(e: &'e ast::Expression, all: &mut Vec<&'e ast::Expression>) {
    if let ast::ExpressionKind::Binary {
        operator: ast::BinaryOperator::Add,
        left,
        right,
        ..
    } = &e.kind
    {
        terms(left, all);
        terms(right, all);
    } else {
        all.push(e);
    }
}

//! Single values from text: form members, path and query parameters, settings.

use super::sink::Sink;
use super::{DecodeError, Found, Problem, Shape, date, duration, scalar, time};
use crate::decimal::Decimal;
use crate::memory::Context;
use crate::schema::Constant;
use crate::types::Type;

/// Decodes a scalar, or an optional scalar, into the words at `address`, which are in the arena. An
/// optional is null if the text is empty. The text is copied unless it lies in the body that the
/// context holds.
///
/// # Errors
/// If the text does not fit.
pub fn text_value(
    context: &mut Context,
    shape: &Shape,
    text: &str,
    address: u64,
) -> Result<(), DecodeError> {
    let mut sink = Sink::new(context, text.as_bytes());
    put_scalar(&mut sink, shape, Some(address), text, false)?;
    Ok(())
}

/// Decodes a setting: a scalar, or an optional scalar, which is null if the text is empty.
///
/// # Errors
/// If the text does not fit.
pub fn constant(ty: &Type, text: &str) -> Result<Constant, DecodeError> {
    let value = match ty {
        Type::Optional(_) if text.is_empty() => Some(Constant::Null),
        Type::Optional(inner) => return constant(inner, text),
        Type::Bool => scalar::bool(text).map(Constant::Bool),
        Type::Int => scalar::int(text).map(Constant::Int),
        Type::Float => scalar::float(text).map(Constant::Float),
        Type::Decimal => Decimal::parse(text).map(Constant::Decimal),
        Type::Duration => duration::parse(text).map(Constant::Duration),
        Type::Time => time::parse(text).map(Constant::Time),
        Type::Date => date::parse(text).map(Constant::Date),
        Type::Text | Type::Secret => Some(Constant::Text(text.into())),
        Type::Literals(texts) => (texts.contains(text)).then(|| Constant::Text(text.into())),
        _ => None,
    };
    let found = || Found::text(text);
    value.ok_or_else(|| Problem::mismatch(&Shape::of(ty), found()).into())
}

/// Writes a constant that fits the shape.
pub(super) fn put_constant(
    sink: &mut Sink<'_>,
    shape: &Shape,
    at: Option<u64>,
    constant: &Constant,
) -> Result<(), Problem> {
    match (shape, constant) {
        (_, Constant::Null) => sink.put_null(at),
        (Shape::Optional(inner), _) => {
            let at = sink.put_present(at)?;
            put_constant(sink, inner, at, constant)
        }
        (_, Constant::Bool(value)) => sink.put(at, &[u64::from(*value)]),
        (
            _,
            Constant::Int(value)
            | Constant::Time(value)
            | Constant::Date(value)
            | Constant::Duration(value),
        ) => sink.put(at, &[value.cast_unsigned()]),
        (_, Constant::Float(value)) => sink.put(at, &[value.to_bits()]),
        (_, Constant::Decimal(value)) => sink.put(at, &value.words()),
        (_, Constant::Text(text)) => sink.put_textual(shape, at, text, true),
    }
}

/// Writes a scalar, or an optional scalar, from text that was found in the source unchanged, or
/// that was `built` from it.
pub(super) fn put_scalar(
    sink: &mut Sink<'_>,
    shape: &Shape,
    at: Option<u64>,
    text: &str,
    built: bool,
) -> Result<(), Problem> {
    let word = match shape {
        Shape::Optional(_) if text.is_empty() => return sink.put_null(at),
        Shape::Optional(inner) => {
            let at = sink.put_present(at)?;
            return put_scalar(sink, inner, at, text, built);
        }
        Shape::Bool => scalar::bool(text).map(u64::from),
        Shape::Int => scalar::int(text).map(i64::cast_unsigned),
        Shape::Float => scalar::float(text).map(f64::to_bits),
        Shape::Text
        | Shape::Literals(_)
        | Shape::Time
        | Shape::Date
        | Shape::Duration
        | Shape::Decimal
        | Shape::Bytes => return sink.put_textual(shape, at, text, built),
        _ => None,
    };
    match word {
        Some(word) => sink.put(at, &[word]),
        None => Err(Problem::mismatch(shape, Found::text(text))),
    }
}

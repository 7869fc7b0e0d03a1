//! Which type fits an expected type, and the common type of two types.

use std::sync::Arc;

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::decode::constant;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use crate::program::{Block, Conversion, Expression, ExpressionKind, Format};

/// Whether a value of type `from` fits an expected type `to`.
pub(crate) fn fits(from: &Type, to: &Type) -> bool {
    if from == to {
        return true;
    }
    match (from, to) {
        (Type::Error | Type::Never, _) | (_, Type::Error) => true,
        (Type::Null, Type::Optional(_))
        | (Type::Literals(_), Type::Text)
        | (Type::Int, Type::Decimal) => true,
        (Type::Text, Type::Literals(to)) => to.is_open(),
        (Type::Literals(from), Type::Literals(to)) => from.are_in(to),
        (Type::Record(record), Type::Union(union)) => {
            let variant = union.variant_of(record);
            let variant = variant.and_then(|index| union.variants.get(index));
            variant.is_some_and(|variant| fits(from, &variant.ty))
        }
        (Type::Union(from), Type::Union(to)) => {
            let mut variants = from.variants.iter().enumerate();
            variants.all(|(index, variant)| {
                let other = to.variant_from(from, index);
                let other = other.and_then(|index| to.variants.get(index));
                other.is_some_and(|other| fits(&variant.ty, &other.ty))
            })
        }
        (Type::Optional(from), Type::Optional(to)) => fits(from, to),
        (from, Type::Optional(to)) => fits(from, to),
        (Type::List(from), Type::List(to)) | (Type::Map(from), Type::Map(to)) => fits(from, to),
        (Type::Record(from), Type::Record(to)) => to.fields.iter().all(|wanted| {
            from.field(&wanted.name)
                .is_some_and(|(_, field)| fits(&field.ty, &wanted.ty))
        }),
        _ => false,
    }
}

/// Whether this value fits, not only its type: a number literal takes the expected type.
pub(crate) fn value_fits(value: &Expression, to: &Type) -> bool {
    if fits(&value.ty, to) {
        return true;
    }
    *to.without_null() == Type::Float && is_int_literal(value)
}

/// Whether the value is an int literal, the negative of one, or a conditional whose blocks yield
/// such values or none.
fn is_int_literal(value: &Expression) -> bool {
    if let ExpressionKind::Constant(Constant::Int(_)) = value.kind {
        return true;
    }
    let ends_in_one = |block: &Block| {
        block.ty == Type::Never || block.value.as_deref().is_some_and(is_int_literal)
    };
    if value.ty != Type::Int {
        return false;
    }
    if let ExpressionKind::Negate(operand) = &value.kind {
        return is_int_literal(operand);
    }
    if let ExpressionKind::If {
        then, otherwise, ..
    } = &value.kind
    {
        return ends_in_one(then) && ends_in_one(otherwise);
    }
    if let ExpressionKind::Match { arms, .. } = &value.kind {
        return arms.iter().all(|arm| ends_in_one(&arm.body));
    }
    false
}

/// The [int literal](is_int_literal) as a float.
fn literal_to_float(value: &mut Expression) {
    value.ty = Type::Float;
    let in_block = |block: &mut Block| {
        if block.ty == Type::Int
            && let Some(value) = &mut block.value
        {
            literal_to_float(value);
            block.ty = Type::Float;
        }
    };
    if let ExpressionKind::Constant(constant) = &mut value.kind
        && let Constant::Int(number) = constant
    {
        *constant = Constant::Float(to_float(*number));
    } else if let ExpressionKind::Negate(operand) = &mut value.kind {
        literal_to_float(operand);
    } else if let ExpressionKind::If {
        then, otherwise, ..
    } = &mut value.kind
    {
        in_block(then);
        in_block(otherwise);
    } else if let ExpressionKind::Match { arms, .. } = &mut value.kind {
        arms.iter_mut().for_each(|arm| in_block(&mut arm.body));
    }
}

/// Converts the value to type `to`, which it [fits](value_fits).
pub(crate) fn apply(mut value: Expression, to: &Type) -> Expression {
    if value.ty == *to || value.ty == Type::Error || value.ty == Type::Never {
        return value;
    }
    match (&value.ty, to) {
        (Type::Null, Type::Optional(_)) => convert(value, Conversion::NullToOptional, to),
        (Type::Optional(_), _) => convert(value, Conversion::Copy, to),
        (_, Type::Optional(inner)) => {
            let value = apply(value, inner);
            convert(value, Conversion::ToOptional, to)
        }
        (Type::Literals(_), _) => {
            if matches!(value.kind, ExpressionKind::Constant(_)) {
                value.ty = to.clone();
                return value;
            }
            convert(value, Conversion::Same, to)
        }
        (Type::Text, Type::Literals(_)) => convert(value, Conversion::Same, to),
        (Type::Int, Type::Decimal) => {
            if let ExpressionKind::Constant(Constant::Int(number)) = value.kind {
                value.kind = ExpressionKind::Constant(Constant::Decimal(number.into()));
                value.ty = Type::Decimal;
                return value;
            }
            convert(value, Conversion::IntToDecimal, to)
        }
        (Type::Int, Type::Float) => {
            if is_int_literal(&value) {
                literal_to_float(&mut value);
            }
            value
        }
        _ => convert(value, Conversion::Copy, to),
    }
}

/// Whether a text would be a valid value of the type if written without quotes.
pub(crate) fn is_written(text: &str, ty: &Type) -> bool {
    match ty {
        Type::Int => text.parse::<i64>().is_ok(),
        Type::Float => {
            text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                && text.parse::<f64>().is_ok_and(f64::is_finite)
        }
        Type::Decimal => Decimal::parse(text).is_some(),
        Type::Duration => {
            let unit = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
            unit.len() < text.len() && matches!(unit, "ms" | "s" | "m" | "h" | "d")
        }
        Type::Bool => matches!(text, "true" | "false"),
        _ => false,
    }
}

/// The literal for a text that is written like a time or a date: `date("2026-01-02")`.
pub(crate) fn literal(text: &str, ty: &Type) -> Option<String> {
    let ty = ty.without_null();
    let function = match ty {
        Type::Time => "time",
        Type::Date => "date",
        _ => return None,
    };
    constant(ty, text).ok()?;
    Some(format!("{function}({text:?})"))
}

/// The nearest float to an int literal.
#[expect(
    clippy::cast_precision_loss,
    reason = "the nearest float is what a literal means"
)]
pub(crate) fn to_float(number: i64) -> f64 {
    number as f64
}

/// A record whose fields are all of type `value`, converted to a map.
pub(crate) fn to_map(record: Expression, value: Type) -> Expression {
    convert(record, Conversion::ToMap, &value.map())
}

fn convert(value: Expression, conversion: Conversion, to: &Type) -> Expression {
    Expression {
        ty: to.clone(),
        span: value.span,
        kind: ExpressionKind::Convert(conversion, Box::new(value)),
    }
}

/// The value written as text in a format.
pub(crate) fn written(format: Format, value: Expression) -> Expression {
    Expression {
        ty: text_or_secret([&value]),
        span: value.span,
        kind: ExpressionKind::Written(format, Box::new(value)),
    }
}

/// The type of a text built from these values.
pub(crate) fn text_or_secret<'v>(values: impl IntoIterator<Item = &'v Expression>) -> Type {
    let secret = values.into_iter().any(|value| holds_secret(&value.ty));
    if secret { Type::Secret } else { Type::Text }
}

/// The type that values of both types fit, if any.
pub(crate) fn common(a: &Type, b: &Type) -> Option<Type> {
    if a == b {
        return Some(a.clone());
    }
    match (a, b) {
        (Type::Error, _) | (_, Type::Error) => Some(Type::Error),
        (Type::Never, other) | (other, Type::Never) => Some(other.clone()),
        (Type::Null, other) | (other, Type::Null) => Some(other.clone().optional()),
        (Type::Optional(a), b) | (b, Type::Optional(a)) => {
            common(a, b.without_null()).map(Type::optional)
        }
        (Type::Literals(a), Type::Literals(b)) => Some(Type::Literals(Arc::new(a.with(b)))),
        (Type::Literals(_), Type::Text) | (Type::Text, Type::Literals(_)) => Some(Type::Text),
        (Type::List(a), Type::List(b)) => common(a, b).map(Type::list),
        (Type::Map(a), Type::Map(b)) => common(a, b).map(Type::map),
        _ if fits(a, b) => Some(b.clone()),
        _ if fits(b, a) => Some(a.clone()),
        _ => None,
    }
}

/// Whether the type is, or holds, a secret.
pub(crate) fn holds_secret(ty: &Type) -> bool {
    ty.holds(&|ty| matches!(ty, Type::Secret))
}

/// Whether the type is, or contains, `Error`.
pub(crate) fn holds_error(ty: &Type) -> bool {
    ty.holds(&|ty| matches!(ty, Type::Error))
}

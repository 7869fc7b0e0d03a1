//! Operators on values.

use std::cmp::Ordering;

use flowright_check::program::{Arithmetic, Comparison};
use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use super::evaluator::{Evaluation, failed};
use crate::decimal::Exact;
use crate::value::Value;
use crate::write;

/// `+ - * / %`
pub(super) fn arithmetic(
    operator: Arithmetic,
    left: &Value,
    right: &Value,
    span: Span,
) -> Evaluation<Value> {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => {
            let (left, right) = (i128::from(*left), i128::from(*right));
            int(
                match operator {
                    Arithmetic::Add => Some(left + right),
                    Arithmetic::Subtract => Some(left - right),
                    Arithmetic::Multiply => Some(left * right),
                    // Both operators truncate toward zero, so the remainder has the sign of the
                    // left side.
                    Arithmetic::Divide => left.checked_div(right),
                    Arithmetic::Remainder => left.checked_rem(right),
                },
                span,
            )
        }
        (Value::Float(left), Value::Float(right)) => {
            let divides = match operator {
                Arithmetic::Divide | Arithmetic::Remainder => true,
                Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Multiply => false,
            };
            if divides && *right == 0.0 {
                return division_by_zero(span);
            }
            let result = match operator {
                Arithmetic::Add => left + right,
                Arithmetic::Subtract => left - right,
                Arithmetic::Multiply => left * right,
                Arithmetic::Divide => left / right,
                Arithmetic::Remainder => left % right,
            };
            if result.is_finite() {
                Ok(Value::Float(result))
            } else {
                overflow(span)
            }
        }
        (Value::Decimal(left), Value::Decimal(right)) => decimal(operator, left, right, span),
        (Value::Time(left), Value::Time(right)) => {
            span_of(i128::from(*left) - i128::from(*right), span)
        }
        (Value::Time(left), Value::Duration(right)) => {
            let (left, right) = (i128::from(*left), i128::from(*right));
            let right = match operator {
                Arithmetic::Subtract => -right,
                Arithmetic::Add
                | Arithmetic::Multiply
                | Arithmetic::Divide
                | Arithmetic::Remainder => right,
            };
            instant(left + right, span)
        }
        (Value::Duration(left), Value::Time(right)) => {
            instant(i128::from(*left) + i128::from(*right), span)
        }
        (Value::Duration(left), Value::Duration(right)) => {
            let (left, right) = (i128::from(*left), i128::from(*right));
            match operator {
                Arithmetic::Add => span_of(left + right, span),
                Arithmetic::Subtract => span_of(left - right, span),
                Arithmetic::Multiply => unreachable!("durations are not multiplied"),
                Arithmetic::Divide => int(left.checked_div(right), span),
                Arithmetic::Remainder => match left.checked_rem(right) {
                    Some(rest) => span_of(rest, span),
                    None => division_by_zero(span),
                },
            }
        }
        (Value::Duration(left), Value::Int(right)) => {
            let (left, right) = (i128::from(*left), i128::from(*right));
            match operator {
                Arithmetic::Divide => match left.checked_div(right) {
                    Some(part) => span_of(part, span),
                    None => division_by_zero(span),
                },
                Arithmetic::Add
                | Arithmetic::Subtract
                | Arithmetic::Multiply
                | Arithmetic::Remainder => span_of(left * right, span),
            }
        }
        (Value::Int(left), Value::Duration(right)) => {
            span_of(i128::from(*left) * i128::from(*right), span)
        }
        _ => unreachable!("arithmetic of {left:?} and {right:?}"),
    }
}

fn decimal(operator: Arithmetic, left: &Exact, right: &Exact, span: Span) -> Evaluation<Value> {
    let divides = match operator {
        Arithmetic::Divide | Arithmetic::Remainder => true,
        Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Multiply => false,
    };
    if divides && right.is_zero() {
        return division_by_zero(span);
    }
    let result = match operator {
        Arithmetic::Add => left.plus(right),
        Arithmetic::Subtract => left.plus(&right.negated()),
        Arithmetic::Multiply => left.times(right),
        Arithmetic::Divide => left.divided_by(right),
        Arithmetic::Remainder => left.remainder_by(right),
    };
    match result {
        Some(result) => Ok(Value::Decimal(result)),
        None => overflow(span),
    }
}

/// A duration, if it fits.
fn span_of(microseconds: i128, span: Span) -> Evaluation<Value> {
    match i64::try_from(microseconds) {
        Ok(microseconds) => Ok(Value::Duration(microseconds)),
        Err(_) => overflow(span),
    }
}

/// A time, if it has a text form.
fn instant(microseconds: i128, span: Span) -> Evaluation<Value> {
    match i64::try_from(microseconds) {
        Ok(at) if write::scalar(&Value::Time(at)).is_ok() => Ok(Value::Time(at)),
        _ => overflow(span),
    }
}

/// `-`
pub(super) fn negated(value: &Value, span: Span) -> Evaluation<Value> {
    match value {
        Value::Int(value) => int(Some(-i128::from(*value)), span),
        Value::Float(value) => Ok(Value::Float(-value)),
        Value::Decimal(value) => Ok(Value::Decimal(value.negated())),
        Value::Duration(value) => span_of(-i128::from(*value), span),
        other => unreachable!("{other:?} is negated"),
    }
}

/// The int result; `None` stands for a division by zero.
fn int(result: Option<i128>, span: Span) -> Evaluation<Value> {
    let Some(result) = result else {
        return division_by_zero(span);
    };
    match i64::try_from(result) {
        Ok(result) => Ok(Value::Int(result)),
        Err(_) => overflow(span),
    }
}

fn overflow(span: Span) -> Evaluation<Value> {
    failed(
        "overflow",
        "a number is outside of the range of its type",
        span,
    )
}

fn division_by_zero(span: Span) -> Evaluation<Value> {
    failed("division_by_zero", "a division by zero", span)
}

/// `== != < <= > >=`
pub(super) fn compare(comparison: Comparison, left: &Value, right: &Value) -> bool {
    match comparison {
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
        Comparison::Less => order(left, right).is_lt(),
        Comparison::LessOrEqual => order(left, right).is_le(),
        Comparison::Greater => order(left, right).is_gt(),
        Comparison::GreaterOrEqual => order(left, right).is_ge(),
    }
}

fn order(left: &Value, right: &Value) -> Ordering {
    let order = match (left, right) {
        (Value::Int(left), Value::Int(right))
        | (Value::Time(left), Value::Time(right))
        | (Value::Date(left), Value::Date(right))
        | (Value::Duration(left), Value::Duration(right)) => Some(left.cmp(right)),
        (Value::Float(left), Value::Float(right)) => left.partial_cmp(right),
        (Value::Decimal(left), Value::Decimal(right)) => Some(left.cmp(right)),
        // By code point.
        (Value::Text(left), Value::Text(right)) => Some(left.chars().cmp(right.chars())),
        _ => None,
    };
    order.unwrap_or_else(|| unreachable!("{left:?} and {right:?} have no order"))
}

/// The names of the fields of a record type.
pub(super) fn names(ty: &Type) -> impl Iterator<Item = Box<str>> {
    match ty {
        Type::Record(record) => record.fields.iter().map(|field| field.name.clone()),
        other => unreachable!("{other} is no record"),
    }
}

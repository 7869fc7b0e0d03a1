//! The arguments of a call, each as the type that the checker has found.

use crate::decimal::Exact;
use crate::value::Value;

pub(super) fn whole(given: &[Value], at: usize) -> i64 {
    match given.get(at) {
        Some(Value::Int(value)) => *value,
        other => unreachable!("{other:?} is no int"),
    }
}

pub(super) fn decimal(given: &[Value], at: usize) -> &Exact {
    match given.get(at) {
        Some(Value::Decimal(value)) => value,
        other => unreachable!("{other:?} is no decimal"),
    }
}

pub(super) fn float(given: &[Value], at: usize) -> f64 {
    match given.get(at) {
        Some(Value::Float(value)) => *value,
        other => unreachable!("{other:?} is no float"),
    }
}

pub(super) fn text(given: &[Value], at: usize) -> &str {
    match given.get(at) {
        Some(Value::Text(text)) => text,
        other => unreachable!("{other:?} is no text"),
    }
}

pub(super) fn bytes(given: &[Value], at: usize) -> &[u8] {
    match given.get(at) {
        Some(Value::Bytes(bytes)) => bytes,
        other => unreachable!("{other:?} are no bytes"),
    }
}

pub(super) fn list(given: &[Value], at: usize) -> &[Value] {
    match given.get(at) {
        Some(Value::List(elements)) => elements,
        other => unreachable!("{other:?} is no list"),
    }
}

/// The number of elements to take; zero if it is negative.
pub(super) fn count(given: &[Value], at: usize) -> usize {
    match given.get(at) {
        Some(Value::Int(count)) => usize::try_from(*count).unwrap_or(0),
        other => unreachable!("{other:?} is no int"),
    }
}

pub(super) fn int(count: usize) -> Value {
    Value::Int(i64::try_from(count).unwrap_or(i64::MAX))
}

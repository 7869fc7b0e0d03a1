//! Whether two values of one type are equal.

use crate::failure::Failure;
use crate::memory::{Context, Value};
use crate::types::Type;

/// Whether two values in registers are equal: numbers by value, texts by what they say, lists and records by what they hold.
///
/// Spends fuel by the size of what is compared.
///
/// # Errors
/// `internal` where a value points outside of memory.
pub fn equal(context: &mut Context, ty: &Type, a: &[u64], b: &[u64]) -> Result<bool, Failure> {
    let mut work = 0;
    let result = compare(
        Value::in_registers(context, ty, a),
        Value::in_registers(context, ty, b),
        &mut work,
    );
    context.spend(work);
    result
}

/// As [`equal`], for values wherever they lie; spends nothing.
pub(crate) fn equal_values(a: Value<'_>, b: Value<'_>) -> Result<bool, Failure> {
    compare(a, b, &mut 0)
}

fn compare(a: Value<'_>, b: Value<'_>, work: &mut usize) -> Result<bool, Failure> {
    *work = work.saturating_add(1);
    match a.ty() {
        Type::Error | Type::Never | Type::Null => Ok(true),
        Type::Bool | Type::Int | Type::Time => Ok(a.word(0)? == b.word(0)?),
        Type::Float => Ok(f64::from_bits(a.word(0)?) == f64::from_bits(b.word(0)?)),
        Type::Text | Type::Literals(_) | Type::Bytes | Type::Json | Type::Secret => {
            if a.word(1)? != b.word(1)? {
                return Ok(false);
            }
            let (a, b) = (a.bytes()?, b.bytes()?);
            *work = work.saturating_add(a.len());
            Ok(a == b)
        }
        Type::Optional(inner) => match (a.optional(inner)?, b.optional(inner)?) {
            (Some(a), Some(b)) => compare(a, b, work),
            (a, b) => Ok(a.is_none() && b.is_none()),
        },
        Type::Record(record) => {
            let types = || record.fields.iter().map(|field| &field.ty);
            all_equal(a.fields(types())?, b.fields(types())?, work)
        }
        Type::List(element) => all_equal(a.elements(element)?, b.elements(element)?, work),
        Type::Headers => all_equal(a.headers()?, b.headers()?, work),
    }
}

fn all_equal<'a>(
    a: impl ExactSizeIterator<Item = Value<'a>>,
    b: impl ExactSizeIterator<Item = Value<'a>>,
    work: &mut usize,
) -> Result<bool, Failure> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (a, b) in a.zip(b) {
        if !compare(a, b, work)? {
            return Ok(false);
        }
    }
    Ok(true)
}

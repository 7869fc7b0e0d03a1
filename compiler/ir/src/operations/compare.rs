//! Comparisons, and the lookup of headers.

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::equality;
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;

use super::offset;
use crate::code::{Comparison, TypeId};

/// [`CompareInt`](crate::code::Instruction::CompareInt): 0 or 1.
#[must_use]
pub fn compare_int(comparison: Comparison, left: u64, right: u64) -> u64 {
    u64::from(comparison.holds(left.cast_signed().cmp(&right.cast_signed())))
}

/// [`CompareFloat`](crate::code::Instruction::CompareFloat): 0 or 1. As in IEEE 754: `-0.0` equals
/// `0.0`, and for a NaN, which is never a value, only `!=` holds.
#[must_use]
pub fn compare_float(comparison: Comparison, left: u64, right: u64) -> u64 {
    let ordering = f64::from_bits(left).partial_cmp(&f64::from_bits(right));
    u64::from(
        ordering.map_or(comparison == Comparison::NotEqual, |ordering| {
            comparison.holds(ordering)
        }),
    )
}

/// [`CompareDecimal`](crate::code::Instruction::CompareDecimal): 0 or 1.
///
/// # Errors
/// `internal` for words that are no decimals.
pub fn compare_decimal(
    comparison: Comparison,
    left: [u64; 2],
    right: [u64; 2],
) -> Result<u64, Failure> {
    let ordering = Decimal::of_words(left)?.cmp(&Decimal::of_words(right)?);
    Ok(u64::from(comparison.holds(ordering)))
}

/// [`CompareText`](crate::code::Instruction::CompareText): 0 or 1.
///
/// # Errors
/// `internal` on a wrong address.
pub fn compare_text(
    context: &mut Context,
    comparison: Comparison,
    left: [u64; 2],
    right: [u64; 2],
) -> Result<u64, Failure> {
    let ([left, left_length], [right, right_length]) = (left, right);
    context.spend_bytes(left_length.min(right_length));
    let left = context.bytes(left, left_length)?;
    let ordering = left.cmp(context.bytes(right, right_length)?);
    Ok(u64::from(comparison.holds(ordering)))
}

/// [`Equal`](crate::code::Instruction::Equal): 0 or 1.
///
/// # Errors
/// `internal` on a wrong address.
pub fn equal(
    context: &mut Context,
    ty: TypeId,
    left: &[u64],
    right: &[u64],
) -> Result<u64, Failure> {
    let constants = context.constants().clone();
    let equal = equality::equal(context, constants.type_at(ty.0), left, right)?;
    Ok(u64::from(equal))
}

/// [`Header`](crate::code::Instruction::Header): tag, address and length of a `text?`.
///
/// # Errors
/// `internal` on a wrong address.
pub fn header(
    context: &mut Context,
    headers: [u64; 2],
    name: [u64; 2],
) -> Result<[u64; 3], Failure> {
    let ([first, pairs], [name, name_length]) = (headers, name);
    let name = context.bytes(name, name_length)?;
    let mut pair = first;
    for _ in 0..pairs {
        let known = context.bytes(context.load(pair, 0)?, context.load(pair, 1)?)?;
        if known.eq_ignore_ascii_case(name) {
            return Ok([1, context.load(pair, 2)?, context.load(pair, 3)?]);
        }
        pair = offset(pair, 4);
    }
    Ok([0; 3])
}

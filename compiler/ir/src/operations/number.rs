//! Checked arithmetic.

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::failure::{Failure, FailureCode};

use crate::code::Arithmetic;

/// [`Int`](crate::code::Instruction::Int)
///
/// # Errors
/// `overflow`, `division_by_zero`.
pub fn int(operator: Arithmetic, left: u64, right: u64) -> Result<u64, Failure> {
    let (left, right) = (left.cast_signed(), right.cast_signed());
    let divides = matches!(operator, Arithmetic::Divide | Arithmetic::Remainder);
    if divides && right == 0 {
        return Err(division_by_zero());
    }
    let result = match operator {
        Arithmetic::Add => left.checked_add(right),
        Arithmetic::Subtract => left.checked_sub(right),
        Arithmetic::Multiply => left.checked_mul(right),
        Arithmetic::Divide => left.checked_div(right),
        // The remainder by -1 is 0 for every int, even for the smallest, whose quotient would
        // overflow.
        Arithmetic::Remainder => Some(left.wrapping_rem(right)),
    };
    result.map(i64::cast_unsigned).ok_or_else(overflow)
}

/// [`Float`](crate::code::Instruction::Float)
///
/// # Errors
/// `overflow`, `division_by_zero`.
pub fn float(operator: Arithmetic, left: u64, right: u64) -> Result<u64, Failure> {
    let (left, right) = (f64::from_bits(left), f64::from_bits(right));
    let divides = matches!(operator, Arithmetic::Divide | Arithmetic::Remainder);
    if divides && right == 0.0 {
        return Err(division_by_zero());
    }
    let result = match operator {
        Arithmetic::Add => left + right,
        Arithmetic::Subtract => left - right,
        Arithmetic::Multiply => left * right,
        Arithmetic::Divide => left / right,
        Arithmetic::Remainder => left % right,
    };
    if result.is_finite() {
        Ok(result.to_bits())
    } else {
        Err(overflow())
    }
}

/// [`Decimal`](crate::code::Instruction::Decimal)
///
/// # Errors
/// `overflow`, `division_by_zero`, and `internal` for words that are no decimals.
pub fn decimal(operator: Arithmetic, left: [u64; 2], right: [u64; 2]) -> Result<[u64; 2], Failure> {
    let (left, right) = (Decimal::of_words(left)?, Decimal::of_words(right)?);
    Decimal::arithmetic(operator, left, right).map(Decimal::words)
}

/// [`NegateFloat`](crate::code::Instruction::NegateFloat)
#[must_use]
pub fn negate_float(word: u64) -> u64 {
    (-f64::from_bits(word)).to_bits()
}

#[cold]
fn overflow() -> Failure {
    Failure::new(
        FailureCode::Overflow,
        "a number is outside of the range of its type",
    )
}

#[cold]
fn division_by_zero() -> Failure {
    Failure::new(FailureCode::DivisionByZero, "a division by zero")
}

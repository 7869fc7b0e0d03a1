//! Arithmetic on decimals.

use ethnum::U256;

use super::rounding::{Rounding, divided};
use super::{Decimal, LIMIT, MOST_DIGITS, power};
use crate::failure::{Failure, FailureCode};
use crate::operators::Arithmetic;

impl Decimal {
    /// The result of an operator.
    ///
    /// # Errors
    /// `overflow` if it has more than 28 digits before the point, `division_by_zero`.
    pub fn arithmetic(
        operator: Arithmetic,
        left: Decimal,
        right: Decimal,
    ) -> Result<Decimal, Failure> {
        match operator {
            Arithmetic::Add => left.plus(right),
            Arithmetic::Subtract => left.plus(right.negated()),
            Arithmetic::Multiply => left.times(right),
            Arithmetic::Divide => left.divided_by(right),
            Arithmetic::Remainder => left.remainder_by(right),
        }
    }

    fn plus(self, other: Decimal) -> Result<Decimal, Failure> {
        let ([left, right], scale) = self.aligned(other);
        let (is_negative, sum) = if self.is_negative == other.is_negative {
            (self.is_negative, left + right)
        } else if left >= right {
            (self.is_negative, left - right)
        } else {
            (other.is_negative, right - left)
        };
        fitted(is_negative, sum, scale, false)
    }

    fn times(self, other: Decimal) -> Result<Decimal, Failure> {
        let is_negative = self.is_negative != other.is_negative;
        let product = U256::from(self.digits) * U256::from(other.digits);
        fitted(is_negative, product, self.scale + other.scale, false)
    }

    fn divided_by(self, other: Decimal) -> Result<Decimal, Failure> {
        if other.digits == 0 {
            return Err(division_by_zero());
        }
        if self.digits == 0 {
            return Ok(Decimal::ZERO);
        }
        let is_negative = self.is_negative != other.is_negative;
        // The quotient gets at least one digit more than a decimal, and the remainder determines
        // whether there are further digits.
        let more = MOST_DIGITS + 1 + length(other.digits.into()) - length(self.digits.into());
        let dividend = U256::from(self.digits) * power(more);
        let divisor = U256::from(other.digits);
        let (quotient, rest) = (dividend / divisor, dividend % divisor);
        match (self.scale + more).checked_sub(other.scale) {
            Some(scale) => fitted(is_negative, quotient, scale, rest != U256::ZERO),
            None => Err(overflow()),
        }
    }

    /// The remainder has the sign of the left side, as for ints. It is always exact.
    fn remainder_by(self, other: Decimal) -> Result<Decimal, Failure> {
        if other.digits == 0 {
            return Err(division_by_zero());
        }
        let ([left, right], scale) = self.aligned(other);
        fitted(self.is_negative, left % right, scale, false)
    }
}

/// The decimal nearest to `number / 10^scale`, half to even; `has_more` means that the number has
/// further digits that are not all zero.
pub(super) fn fitted(
    is_negative: bool,
    number: U256,
    scale: u32,
    has_more: bool,
) -> Result<Decimal, Failure> {
    let most = length(number).saturating_sub(MOST_DIGITS);
    let dropped = most.max(scale.saturating_sub(MOST_DIGITS));
    if dropped == 0 && !has_more {
        return Ok(Decimal::canonical(is_negative, number.as_u128(), scale));
    }
    let Some(scale) = scale.checked_sub(dropped) else {
        return Err(overflow());
    };
    let digits = divided(number, dropped, has_more, Rounding::HalfEven).as_u128();
    if digits < LIMIT {
        return Ok(Decimal::canonical(is_negative, digits, scale));
    }
    // Rounding up has added a digit: the number is a one followed by zeros.
    match scale.checked_sub(1) {
        Some(scale) => Ok(Decimal::canonical(is_negative, digits / 10, scale)),
        None => Err(overflow()),
    }
}

/// The number of digits; 1 for zero.
fn length(number: U256) -> u32 {
    if let Ok(number) = u128::try_from(number) {
        return number.checked_ilog10().unwrap_or(0) + 1;
    }
    // The number has more digits than a `u128`, and no result has more than 77 digits.
    (39..77)
        .find(|length| number < power(*length))
        .unwrap_or(77)
}

#[cold]
pub(super) fn overflow() -> Failure {
    Failure::new(
        FailureCode::Overflow,
        "a number is outside of the range of its type",
    )
}

#[cold]
fn division_by_zero() -> Failure {
    Failure::new(FailureCode::DivisionByZero, "a division by zero")
}

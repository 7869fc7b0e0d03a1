//! Division by a power of ten, and the rounding of halves.

use std::cmp::Ordering;

use ethnum::U256;

use super::power;

/// How a number in the middle between two others is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the number further from zero.
    HalfAwayFromZero,
    /// To the number whose last digit is even.
    HalfEven,
}

/// The number divided by a power of ten, rounded.
pub(super) fn divided(number: U256, exponent: u32, has_more: bool, rounding: Rounding) -> U256 {
    let by = power(exponent);
    let (quotient, rest) = (number / by, number % by);
    let half = by / U256::from(2_u8);
    let is_odd = quotient & U256::ONE == U256::ONE;
    // Dividing by one leaves no half.
    let is_up = exponent > 0
        && match rest.cmp(&half) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => has_more || is_odd || rounding == Rounding::HalfAwayFromZero,
        };
    if is_up {
        quotient + U256::ONE
    } else {
        quotient
    }
}

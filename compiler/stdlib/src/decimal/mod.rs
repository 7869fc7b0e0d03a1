//! Exact decimal numbers of at most 28 digits.
//!
//! A decimal is `digits / 10^scale`, with a sign. Sums, differences and products are exact as long
//! as 28 digits suffice. Beyond that, fraction digits are rounded half to even, and a number with
//! more whole digits is an overflow.
//!
//! Invariant: equal decimals have equal representations: there are no zeros at the end of the
//! fraction, and zero has no sign. Their words, their texts and their hashes are therefore equal
//! too.

mod arithmetic;
mod round;
mod rounding;
mod text;
mod total;

use std::cmp::Ordering;

use ethnum::U256;

pub use rounding::Rounding;
pub use total::Total;

use crate::failure::Failure;

/// The maximum number of digits of a decimal, and of its fraction.
pub const MOST_DIGITS: u32 = 28;

/// The smallest number with more digits.
const LIMIT: u128 = 10_u128.pow(MOST_DIGITS);

/// The bit of the second word that holds the sign.
const SIGN: u64 = 1 << 63;

/// The position of the scale in the second word; below it are the upper digits.
const SCALE: u32 = 32;

/// An exact decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: u128,
    scale: u32,
    is_negative: bool,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal {
        digits: 0,
        scale: 0,
        is_negative: false,
    };

    /// The decimal `digits / 10^scale` in its only representation; the digits and the scale are
    /// within their limits.
    fn canonical(is_negative: bool, mut digits: u128, mut scale: u32) -> Decimal {
        if digits == 0 {
            return Decimal::ZERO;
        }
        // Most numbers fit in one word, whose division is much faster.
        if let Ok(mut few) = u64::try_from(digits) {
            while scale > 0 && few.is_multiple_of(10) {
                few /= 10;
                scale -= 1;
            }
            digits = few.into();
        } else {
            while scale > 0 && digits.is_multiple_of(10) {
                digits /= 10;
                scale -= 1;
            }
        }
        Decimal {
            digits,
            scale,
            is_negative,
        }
    }

    /// Its words in memory and in registers: the lower digits; then the sign, the scale and the
    /// upper digits.
    #[must_use]
    pub fn words(self) -> [u64; 2] {
        let [lower, upper] = halves(self.digits);
        let sign = if self.is_negative { SIGN } else { 0 };
        [lower, sign | u64::from(self.scale) << SCALE | upper]
    }

    /// The decimal with these words; `None` if no decimal has them.
    #[must_use]
    pub fn from_words([lower, upper]: [u64; 2]) -> Option<Decimal> {
        let is_negative = upper & SIGN != 0;
        let scale = u32::try_from((upper & !SIGN) >> SCALE).ok()?;
        let upper = upper & u64::from(u32::MAX);
        let digits = u128::from(upper) << u64::BITS | u128::from(lower);
        let decimal = Decimal::canonical(is_negative, digits, scale);
        let is_one = decimal.digits == digits && decimal.scale == scale;
        let has_sign = decimal.is_negative == is_negative;
        (digits < LIMIT && scale <= MOST_DIGITS && is_one && has_sign).then_some(decimal)
    }

    /// The decimal with the words of a value.
    ///
    /// # Errors
    /// `internal` if no decimal has them.
    pub fn of_words(words: [u64; 2]) -> Result<Decimal, Failure> {
        Decimal::from_words(words).ok_or_else(|| Failure::internal("a value is no decimal"))
    }

    /// The float nearest to it.
    #[must_use]
    pub fn to_float(self) -> f64 {
        // The text of every decimal is also the text of a float.
        self.to_string().parse().unwrap_or(0.0)
    }

    /// The decimal with the same digits as the shortest text of a float; `None` if it has too many.
    #[must_use]
    pub fn from_float(float: f64) -> Option<Decimal> {
        Decimal::parse(&float.to_string())
    }

    /// The same number with the other sign.
    #[must_use]
    pub fn negated(self) -> Decimal {
        Decimal {
            is_negative: !self.is_negative && self.digits != 0,
            ..self
        }
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Decimal {
        Decimal {
            is_negative: false,
            ..self
        }
    }

    /// Both numbers without their signs, as multiples of the same power of ten.
    fn aligned(self, other: Decimal) -> ([U256; 2], u32) {
        let scale = self.scale.max(other.scale);
        let at = |one: Decimal| U256::from(one.digits) * power(scale - one.scale);
        ([at(self), at(other)], scale)
    }
}

impl From<i64> for Decimal {
    fn from(int: i64) -> Decimal {
        Decimal {
            digits: int.unsigned_abs().into(),
            scale: 0,
            is_negative: int < 0,
        }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let signs = other.is_negative.cmp(&self.is_negative);
        let magnitudes = || {
            if self.scale == other.scale {
                return self.digits.cmp(&other.digits);
            }
            let ([left, right], _) = self.aligned(*other);
            left.cmp(&right)
        };
        signs.then_with(|| {
            if self.is_negative {
                magnitudes().reverse()
            } else {
                magnitudes()
            }
        })
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The lower and the upper word of a number.
#[expect(
    clippy::cast_possible_truncation,
    reason = "each half is the part of the number that fits"
)]
fn halves(number: u128) -> [u64; 2] {
    [number as u64, (number >> u64::BITS) as u64]
}

/// A power of ten; at most the 57th is used, and the 77th is the last that fits.
fn power(exponent: u32) -> U256 {
    U256::from(10_u8).pow(exponent)
}

#[cfg(test)]
mod tests;

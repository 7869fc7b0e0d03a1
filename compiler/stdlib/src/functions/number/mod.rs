//! Functions on numbers.

pub(super) mod ceil;
pub(super) mod decimal_abs;
pub(super) mod decimal_ceil;
pub(super) mod decimal_clamp;
pub(super) mod decimal_floor;
pub(super) mod decimal_round;
pub(super) mod decimal_round_half_even;
pub(super) mod decimal_to_float;
pub(super) mod decimal_to_text;
pub(super) mod decimal_to_text_with;
pub(super) mod float_abs;
pub(super) mod float_clamp;
pub(super) mod float_to_decimal;
pub(super) mod float_to_text;
pub(super) mod floor;
pub(super) mod int_abs;
pub(super) mod int_clamp;
pub(super) mod int_pow;
pub(super) mod int_to_decimal;
pub(super) mod int_to_float;
pub(super) mod int_to_text;
pub(super) mod round;

use crate::decimal::MOST_DIGITS;
use crate::failure::{Failure, FailureCode};

/// A whole float as an int.
fn whole(value: f64) -> Result<i64, Failure> {
    // -2^63 is a valid int and exactly representable as a float; 2^63 is the first float that is
    // too large.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    if (-BEYOND..BEYOND).contains(&value) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it is whole, and in the range"
        )]
        return Ok(value as i64);
    }
    Err(Failure::new(
        FailureCode::Overflow,
        "the number is too large for an int",
    ))
}

/// The number of decimal places: at most as many as a decimal can have, and none if the argument is
/// negative.
fn places(digits: i64) -> u32 {
    u32::try_from(digits.max(0)).map_or(MOST_DIGITS, |digits| digits.min(MOST_DIGITS))
}

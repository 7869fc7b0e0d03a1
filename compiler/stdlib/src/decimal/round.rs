//! Decimals with fewer digits.

use ethnum::U256;

use super::Decimal;
use super::arithmetic::overflow;
use super::rounding::{Rounding, divided};
use crate::failure::Failure;

impl Decimal {
    /// The nearest number with at most that many digits after the point.
    #[must_use]
    pub fn rounded(self, digits: u32, rounding: Rounding) -> Decimal {
        let Some(dropped) = self.scale.checked_sub(digits) else {
            return self;
        };
        let number = divided(U256::from(self.digits), dropped, false, rounding);
        Decimal::canonical(self.is_negative, number.as_u128(), digits)
    }

    /// The largest int that is not greater.
    ///
    /// # Errors
    /// `overflow` if it is outside of the range of ints.
    pub fn floor(self) -> Result<i64, Failure> {
        self.whole(self.is_negative)
    }

    /// The smallest int that is not less.
    ///
    /// # Errors
    /// As for [`floor`](Self::floor).
    pub fn ceil(self) -> Result<i64, Failure> {
        self.whole(!self.is_negative)
    }

    /// The digits before the point as an int; if there are digits after it, `is_away` selects the
    /// next int away from zero.
    fn whole(self, is_away: bool) -> Result<i64, Failure> {
        let unit = 10_u128.pow(self.scale);
        let has_fraction = !self.digits.is_multiple_of(unit);
        let whole = self.digits / unit + u128::from(is_away && has_fraction);
        let whole = i128::try_from(whole).map_err(|_| overflow())?;
        let signed = if self.is_negative { -whole } else { whole };
        i64::try_from(signed).map_err(|_| overflow())
    }
}

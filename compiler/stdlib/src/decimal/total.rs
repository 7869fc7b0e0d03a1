//! Sums of many decimals, exact in whatever order they are added.

use ethnum::I256;

use super::arithmetic::{fitted, overflow};
use super::{Decimal, MOST_DIGITS, power};
use crate::failure::Failure;

/// A sum in units of the smallest decimal. It has room for more decimals than any list or table
/// has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Total {
    units: I256,
    count: u64,
}

impl Total {
    /// Adds a number.
    pub fn add(&mut self, number: Decimal) {
        let digits = ethnum::U256::from(number.digits) * power(MOST_DIGITS - number.scale);
        let units = digits.as_i256();
        self.units += if number.is_negative { -units } else { units };
        self.count += 1;
    }

    /// Whether no number was added.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.count == 0
    }

    /// The sum.
    ///
    /// # Errors
    /// `overflow` if it has more than 28 digits before the point.
    pub fn sum(self) -> Result<Decimal, Failure> {
        let is_negative = self.units < I256::ZERO;
        fitted(is_negative, self.units.unsigned_abs(), MOST_DIGITS, false)
    }

    /// The mean; `None` if no number was added.
    ///
    /// # Errors
    /// As for [`sum`](Self::sum).
    pub fn mean(self) -> Result<Option<Decimal>, Failure> {
        if self.is_empty() {
            return Ok(None);
        }
        let count = i64::try_from(self.count).map_err(|_| overflow())?;
        let divide = crate::operators::Arithmetic::Divide;
        Decimal::arithmetic(divide, self.sum()?, Decimal::from(count)).map(Some)
    }
}

//! The date that a function is called on.

use crate::calendar::DAYS;
use crate::failure::Failure;
use crate::functions::Call;

/// The date at that word index, in days since 1970.
pub(super) fn day(call: &Call<'_>, at: usize) -> Result<i64, Failure> {
    let day = Some(call.int(at)?).filter(|day| DAYS.contains(day));
    day.ok_or_else(|| Failure::internal("a date outside of the years 0 to 9999"))
}

//! Functions on times and durations.

pub(super) mod duration_abs;
pub(super) mod duration_to_text;
pub(super) mod from_unix_milliseconds;
pub(super) mod from_unix_seconds;
pub(super) mod time_to_text;
pub(super) mod unix_milliseconds;
pub(super) mod unix_seconds;

use crate::INSTANTS;
use crate::failure::{Failure, FailureCode};

/// A computed time; it must have a text.
fn instant(microseconds: Option<i64>) -> Result<i64, Failure> {
    let time = microseconds.filter(|time| INSTANTS.contains(time));
    time.ok_or_else(|| {
        let message = "the time is outside of the years 0 to 9999";
        Failure::new(FailureCode::Overflow, message)
    })
}

//! Functions on times and durations, and functions that read them from a text.

pub(super) mod day;
pub(super) mod day_of_year;
pub(super) mod duration_abs;
pub(super) mod duration_to_text;
pub(super) mod from_unix_milliseconds;
pub(super) mod from_unix_seconds;
pub(super) mod hour;
pub(super) mod iso_week;
pub(super) mod local;
pub(super) mod minute;
pub(super) mod month;
pub(super) mod parsed;
pub(super) mod plus_days;
pub(super) mod plus_months;
pub(super) mod plus_years;
pub(super) mod second;
pub(super) mod start_of;
pub(super) mod text_to_time;
pub(super) mod text_to_time_in_zone;
pub(super) mod text_to_time_with_offset;
pub(super) mod time_date;
pub(super) mod time_format;
pub(super) mod time_to_text;
pub(super) mod unix_milliseconds;
pub(super) mod unix_seconds;
pub(super) mod weekday;
pub(super) mod year;

use crate::INSTANTS;
use crate::failure::Failure;

/// A computed time; it must have a text form.
fn instant(microseconds: Option<i64>) -> Result<i64, Failure> {
    local::fitting(microseconds.filter(|time| INSTANTS.contains(time)))
}

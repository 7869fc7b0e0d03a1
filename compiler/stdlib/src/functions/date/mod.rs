//! Functions on dates, and functions that read dates from a text.

pub(super) mod at;
pub(super) mod date_format;
pub(super) mod date_to_text;
pub(super) mod day;
pub(super) mod day_of_year;
pub(super) mod days_until;
pub(super) mod iso_week;
pub(super) mod month;
pub(super) mod plus_days;
pub(super) mod plus_months;
pub(super) mod plus_years;
mod received;
pub(super) mod start_of;
pub(super) mod text_to_date;
pub(super) mod text_to_date_in_format;
pub(super) mod weekday;
pub(super) mod year;

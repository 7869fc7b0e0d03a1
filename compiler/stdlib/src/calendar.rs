//! Dates of the proleptic Gregorian calendar, and their conversion to and from days since 1970.
//!
//! The arithmetic is based on eras of 400 years, as in Howard Hinnant's `chrono`-compatible
//! algorithms: years start in March, so that the leap day is the last day of the year.

use std::ops::RangeInclusive;

/// The instants that have a text form, in microseconds since 1970: years in RFC 3339 have four
/// digits. Instants outside this range are neither read nor written.
pub const INSTANTS: RangeInclusive<i64> = -62_167_219_200_000_000..=253_402_300_799_999_999;

/// The days that have a text form, counted from 1970: the days of the [`INSTANTS`].
pub const DAYS: RangeInclusive<i64> = -719_528..=2_932_896;

/// Days in an era.
const ERA: i64 = 146_097;

/// Days from 1 March of the year 0 to 1970.
const TO_1970: i64 = 719_468;

/// A year, a month and a day; months and days start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: i64,
    pub(crate) month: i64,
    pub(crate) day: i64,
}

impl Date {
    /// The date that is `days` days after 1 January 1970.
    pub(crate) fn of(days: i64) -> Date {
        let days = days + TO_1970;
        let (era, day) = (days.div_euclid(ERA), days.rem_euclid(ERA));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let from_march = (5 * day + 2) / 153;
        let month = (from_march + 2) % 12 + 1;
        Date {
            year: year + era * 400 + i64::from(month <= 2),
            month,
            day: day - (153 * from_march + 2) / 5 + 1,
        }
    }

    /// The days since 1 January 1970; `None` if the calendar has no such date.
    pub(crate) fn days(self) -> Option<i64> {
        if !(1..=12).contains(&self.month) {
            return None;
        }
        let year = self.year - i64::from(self.month <= 2);
        let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
        let from_march = (self.month + 9) % 12;
        let day = (153 * from_march + 2) / 5 + self.day - 1;
        let days = era * ERA + year * 365 + year / 4 - year / 100 + day - TO_1970;
        (Date::of(days) == self).then_some(days)
    }
}

#[cfg(test)]
mod tests {
    use super::{DAYS, Date, INSTANTS};

    #[test]
    fn every_day_of_four_digit_years_is_one_date() {
        let day = |instant: &i64| instant.div_euclid(86_400_000_000);
        let (first, last) = (day(INSTANTS.start()), day(INSTANTS.end()));
        assert_eq!(DAYS, first..=last);
        let date = |year, month, day| Date { year, month, day };
        assert_eq!(Date::of(first), date(0, 1, 1));
        assert_eq!(Date::of(last), date(9999, 12, 31));
        assert_eq!(Date::of(0), date(1970, 1, 1));
        let mut before = Date::of(first - 1);
        for days in first..=last {
            let now = Date::of(days);
            assert_eq!(now.days(), Some(days));
            let follows = now == date(before.year, before.month, before.day + 1)
                || now == date(before.year, before.month + 1, 1)
                || now == date(before.year + 1, 1, 1);
            assert!(follows, "{before:?} {now:?}");
            before = now;
        }
    }

    #[test]
    fn dates_that_no_calendar_has_are_refused() {
        for (year, month, day) in [
            (2023, 2, 29),
            (1900, 2, 29),
            (2024, 2, 30),
            (2024, 4, 31),
            (2024, 12, 32),
            (2024, 1, 0),
            (2024, 0, 1),
            (2024, 13, 1),
        ] {
            assert_eq!(Date { year, month, day }.days(), None);
        }
        let leap = Date {
            year: 2000,
            month: 2,
            day: 29,
        };
        assert!(leap.days().is_some());
    }
}

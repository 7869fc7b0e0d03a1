//! Arithmetic on days of the calendar, which are counted from 1970.

use crate::calendar::{DAYS, Date};

/// A unit of the calendar or of the day: a period starts when the unit begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Minute,
    Hour,
    Day,
    /// Starts on Monday.
    Week,
    Month,
    Year,
}

impl Unit {
    pub(crate) const ALL: [Unit; 6] = [
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Week,
        Unit::Month,
        Unit::Year,
    ];

    /// The units that consist of several days, so that their first day must be computed.
    pub(crate) const OF_DAYS: [Unit; 3] = [Unit::Week, Unit::Month, Unit::Year];

    /// Its name in a program.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.name() == name)
    }
}

/// The day of the week, from 1 for Monday to 7 for Sunday.
pub(crate) fn weekday(day: i64) -> i64 {
    // 1 January 1970 was a Thursday.
    (day + 3).rem_euclid(7) + 1
}

/// The day of the year, from 1.
pub(crate) fn day_of_year(day: i64) -> i64 {
    day - start(day, Unit::Year) + 1
}

/// The week of ISO 8601, from 1 to 53: weeks begin on Monday, and week 1 has the year's first Thursday.
pub(crate) fn iso_week(day: i64) -> i64 {
    let thursday = day - weekday(day) + 4;
    (day_of_year(thursday) - 1) / 7 + 1
}

/// The day on which the day's week, month or year begins.
pub(crate) fn start(day: i64, unit: Unit) -> i64 {
    let date = Date::of(day);
    let first = match unit {
        Unit::Minute | Unit::Hour | Unit::Day => return day,
        Unit::Week => return day - weekday(day) + 1,
        Unit::Month => Date { day: 1, ..date },
        Unit::Year => Date {
            month: 1,
            day: 1,
            ..date
        },
    };
    // Every month has a first day.
    first.days().unwrap_or(day)
}

/// The day that many days later, if its year has four digits.
pub(crate) fn plus_days(day: i64, days: i64) -> Option<i64> {
    day.checked_add(days).filter(|day| DAYS.contains(day))
}

/// The same day of the month that many months later, or the last day of a month that is too short.
pub(crate) fn plus_months(day: i64, months: i64) -> Option<i64> {
    let date = Date::of(day);
    let months = (date.year * 12 + date.month - 1).checked_add(months)?;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    if !(0..=9999).contains(&year) {
        return None;
    }
    let in_month = |day: i64| Date { year, month, day }.days();
    (28..=date.day.max(28))
        .rev()
        .map(|last| last.min(date.day))
        .find_map(in_month)
}

/// The same day that many years later; 28 February for a 29 February that the year does not have.
pub(crate) fn plus_years(day: i64, years: i64) -> Option<i64> {
    plus_months(day, years.checked_mul(12)?)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil;
    use proptest::prelude::*;

    use super::{Unit, day_of_year, iso_week, plus_months, plus_years, start, weekday};
    use crate::calendar::{DAYS, Date};

    fn reference(day: i64) -> civil::Date {
        civil::date(1970, 1, 1).checked_add(day.days()).unwrap()
    }

    fn day_of(date: civil::Date) -> i64 {
        let date = Date {
            year: date.year().into(),
            month: date.month().into(),
            day: date.day().into(),
        };
        date.days().unwrap()
    }

    proptest! {
        #[test]
        fn parts_agree_with_jiff(day in DAYS) {
            let other = reference(day);
            prop_assert_eq!(weekday(day), i64::from(other.weekday().to_monday_one_offset()));
            prop_assert_eq!(day_of_year(day), i64::from(other.day_of_year()));
            prop_assert_eq!(iso_week(day), i64::from(other.iso_week_date().week()));
            prop_assert_eq!(start(day, Unit::Month), day_of(other.first_of_month()));
            prop_assert_eq!(start(day, Unit::Year), day_of(other.first_of_year()));
            prop_assert_eq!(weekday(start(day, Unit::Week)), 1);
            prop_assert!((0..7).contains(&(day - start(day, Unit::Week))));
        }

        #[test]
        fn months_and_years_agree_with_jiff(day in DAYS, months in -4000_i64..4000) {
            let inside = |date: civil::Date| (0..=9999).contains(&date.year());
            let later = reference(day).checked_add(months.months()).ok().filter(|date| inside(*date));
            prop_assert_eq!(plus_months(day, months), later.map(day_of));
            let later = reference(day).checked_add(months.years()).ok().filter(|date| inside(*date));
            prop_assert_eq!(plus_years(day, months), later.map(day_of));
        }
    }

    #[test]
    fn a_month_that_is_too_short_ends_with_its_last_day() {
        let day = |year, month, day| Date { year, month, day }.days().unwrap();
        assert_eq!(plus_months(day(2024, 1, 31), 1), Some(day(2024, 2, 29)));
        assert_eq!(plus_months(day(2024, 12, 31), -10), Some(day(2024, 2, 29)));
        assert_eq!(plus_years(day(2024, 2, 29), 1), Some(day(2025, 2, 28)));
        assert_eq!(plus_months(day(9999, 12, 1), 1), None);
        assert_eq!(plus_months(0, i64::MAX), None);
        assert_eq!(plus_years(0, i64::MIN), None);
    }
}

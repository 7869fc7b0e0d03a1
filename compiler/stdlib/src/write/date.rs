//! Dates in ISO 8601 format.

use crate::calendar::{DAYS, Date};
use crate::failure::{Failure, FailureCode};

/// Writes a date, given in days since 1970, as `2024-05-06`.
///
/// # Errors
/// `out_of_range` before the year 0 and after the year 9999: such years do not have four digits.
pub(crate) fn date(out: &mut Vec<u8>, day: i64) -> Result<(), Failure> {
    if !DAYS.contains(&day) {
        return Err(out_of_range());
    }
    let date = Date::of(day);
    number(out, date.year, 4);
    out.push(b'-');
    number(out, date.month, 2);
    out.push(b'-');
    number(out, date.day, 2);
    Ok(())
}

/// Writes the last digits of a number that is not negative.
pub(super) fn number(out: &mut Vec<u8>, value: i64, digits: u32) {
    for place in (0..digits).rev() {
        let digit = value / 10_i64.pow(place) % 10;
        out.push(b'0' + u8::try_from(digit).unwrap_or_default());
    }
}

#[cold]
fn out_of_range() -> Failure {
    Failure::new(
        FailureCode::OutOfRange,
        "a date outside of the years 0 to 9999 cannot be written as text",
    )
}

#[cfg(test)]
mod tests {
    use super::date;

    fn written(day: i64) -> Option<String> {
        let mut out = Vec::new();
        date(&mut out, day).ok()?;
        String::from_utf8(out).ok()
    }

    #[test]
    fn every_part_has_its_digits() {
        assert_eq!(written(0).as_deref(), Some("1970-01-01"));
        assert_eq!(written(-719_528).as_deref(), Some("0000-01-01"));
        assert_eq!(written(2_932_896).as_deref(), Some("9999-12-31"));
        for day in [-719_529, 2_932_897, i64::MIN, i64::MAX] {
            assert_eq!(written(day), None);
        }
    }
}

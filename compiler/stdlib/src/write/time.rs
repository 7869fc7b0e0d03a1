//! Times in RFC 3339 format.

use super::date::{date, number};
use crate::calendar::INSTANTS;
use crate::failure::{Failure, FailureCode};

/// Writes a time, given in microseconds since 1970, as `2024-05-06T07:08:09.000000Z`.
///
/// # Errors
/// `out_of_range` before the year 0 and after the year 9999, which RFC 3339 can't represent.
pub(crate) fn time(out: &mut Vec<u8>, microseconds: i64) -> Result<(), Failure> {
    if !INSTANTS.contains(&microseconds) {
        return Err(out_of_range());
    }
    let (seconds, fraction) = divide(microseconds, 1_000_000);
    let (days, second) = divide(seconds, 86_400);
    date(out, days)?;
    out.push(b'T');
    number(out, second / 3600, 2);
    out.push(b':');
    number(out, second / 60 % 60, 2);
    out.push(b':');
    number(out, second % 60, 2);
    out.push(b'.');
    number(out, fraction, 6);
    out.push(b'Z');
    Ok(())
}

/// The quotient and the non-negative remainder.
fn divide(value: i64, by: i64) -> (i64, i64) {
    (value.div_euclid(by), value.rem_euclid(by))
}

#[cold]
fn out_of_range() -> Failure {
    Failure::new(
        FailureCode::OutOfRange,
        "a time outside of the years 0 to 9999 cannot be written as text",
    )
}

#[cfg(test)]
mod tests {
    use super::time;

    fn written(microseconds: i64) -> Option<String> {
        let mut out = Vec::new();
        time(&mut out, microseconds).ok()?;
        String::from_utf8(out).ok()
    }

    #[test]
    fn microseconds_are_always_there() {
        let text = |at| written(at).unwrap();
        assert_eq!(text(0), "1970-01-01T00:00:00.000000Z");
        assert_eq!(text(-1), "1969-12-31T23:59:59.999999Z");
        assert_eq!(text(1_709_210_096_123_456), "2024-02-29T12:34:56.123456Z");
        assert_eq!(text(-62_167_219_200_000_000), "0000-01-01T00:00:00.000000Z");
        assert_eq!(text(253_402_300_799_999_999), "9999-12-31T23:59:59.999999Z");
    }

    #[test]
    fn what_rfc_3339_cannot_write_is_refused() {
        assert_eq!(written(-62_167_219_200_000_001), None);
        assert_eq!(written(253_402_300_800_000_000), None);
        assert_eq!(written(i64::MAX), None);
        assert_eq!(written(i64::MIN), None);
    }
}

//! Dates in ISO 8601 format.

use crate::calendar::Date;

/// Parses `YYYY-MM-DD` to days since 1970.
pub(super) fn parse(text: &str) -> Option<i64> {
    days(text.as_bytes().try_into().ok()?)
}

/// The days since 1970 of `YYYY-MM-DD`.
pub(super) fn days(text: &[u8; 10]) -> Option<i64> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else {
        return None;
    };
    let date = Date {
        year: pair(y1, y2)? * 100 + pair(y3, y4)?,
        month: pair(m1, m2)?,
        day: pair(d1, d2)?,
    };
    date.days()
}

/// The value of two digits.
pub(super) fn pair(tens: u8, ones: u8) -> Option<i64> {
    if !tens.is_ascii_digit() || !ones.is_ascii_digit() {
        return None;
    }
    Some(i64::from((tens - b'0') * 10 + (ones - b'0')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::parse;
    use crate::calendar::DAYS;

    #[test]
    fn what_is_not_a_date_is_refused() {
        assert_eq!(parse("1970-01-02"), Some(1));
        for bad in [
            "",
            "1970-1-2",
            "70-01-02",
            "1970-02-30",
            "1970-13-01",
            "1970-00-01",
            "1970/01/02",
            "1970-01-02T00:00:00Z",
            " 1970-01-02",
            "1970-01-02 ",
            "+970-01-02",
            "10000-01-01",
            "-001-01-01",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(day in DAYS) {
            let mut out = Vec::new();
            crate::write::date(&mut out, day).unwrap();
            prop_assert_eq!(parse(std::str::from_utf8(&out).unwrap()), Some(day));
        }
    }
}

//! Times in RFC 3339 format.

use super::date::{self, pair};
use crate::calendar::INSTANTS;

/// Parses `YYYY-MM-DDTHH:MM:SS`, with an optional fraction and with `Z` or an offset, to
/// microseconds since 1970. Digits after the sixth of the fraction are dropped; a leap second is
/// treated as the second before it, as in POSIX time. An instant whose UTC year does not have four
/// digits, because of its offset, is rejected, since it has no text form in UTC.
pub(super) fn parse(text: &str) -> Option<i64> {
    let (date, rest) = text.as_bytes().split_first_chunk::<10>()?;
    let (clock, rest) = rest.split_first_chunk::<9>()?;
    let [b'T' | b't', h1, h2, b':', m1, m2, b':', s1, s2] = *clock else {
        return None;
    };
    let days = date::days(date)?;
    let (hour, minute) = (pair(h1, h2)?, pair(m1, m2)?);
    let second = match pair(s1, s2)? {
        60 => 59,
        second => second,
    };
    let (fraction, rest) = fraction(rest)?;
    let offset = offset(rest)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset;
    let instant = seconds * 1_000_000 + fraction;
    INSTANTS.contains(&instant).then_some(instant)
}

/// The microseconds of `.123`, and the text after it.
fn fraction(text: &[u8]) -> Option<(i64, &[u8])> {
    let [b'.', rest @ ..] = text else {
        return Some((0, text));
    };
    let digits = rest
        .iter()
        .take_while(|octet| octet.is_ascii_digit())
        .count();
    let (digits, rest) = rest.split_at_checked(digits)?;
    if digits.is_empty() {
        return None;
    }
    let six = digits.iter().chain([&b'0'; 6]).take(6);
    let microseconds = six.fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
    Some((microseconds, rest))
}

/// The seconds by which local time is ahead of UTC.
fn offset(text: &[u8]) -> Option<i64> {
    match *text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (pair(h1, h2)?, pair(m1, m2)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let seconds = hours * 3600 + minutes * 60;
            Some(if sign == b'-' { -seconds } else { seconds })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::calendar::INSTANTS;
    use proptest::prelude::*;

    #[test]
    fn offsets_and_fractions_count() {
        assert_eq!(parse("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(parse("1970-01-01t00:00:00.5z"), Some(500_000));
        assert_eq!(parse("1970-01-01T01:00:00.0000019+01:00"), Some(1));
        assert_eq!(parse("1969-12-31T23:30:00-00:30"), Some(0));
        assert_eq!(parse("1969-12-31T23:59:59.999999Z"), Some(-1));
        assert_eq!(parse("2016-12-31T23:59:60Z"), parse("2016-12-31T23:59:59Z"));
        assert_eq!(parse("0000-01-01T00:00:00Z"), Some(-62_167_219_200_000_000));
    }

    #[test]
    fn what_is_read_can_be_written_at_both_ends() {
        let (first, last) = (*INSTANTS.start(), *INSTANTS.end());
        let hour = 3_600_000_000;
        for (text, at) in [
            ("0000-01-01T00:00:00Z", Some(first)),
            ("0000-01-01T00:00:00-01:00", Some(first + hour)),
            ("0000-01-01T01:00:00+01:00", Some(first)),
            ("0000-01-01T00:00:00+01:00", None),
            ("0000-01-01T00:59:59.999999+01:00", None),
            ("9999-12-30T22:00:00-02:00", Some(last + 1 - 24 * hour)),
            ("9999-12-31T00:00:00Z", Some(last + 1 - 24 * hour)),
            ("9999-12-31T23:59:59Z", Some(last - 999_999)),
            ("9999-12-31T23:59:60.9999999Z", Some(last)),
            (
                "9999-12-31T23:59:59.999999+23:59",
                Some(last - 24 * hour + 60_000_000),
            ),
            ("9999-12-31T22:59:59.999999-01:00", Some(last)),
            ("9999-12-31T23:00:00-01:00", None),
            ("9999-12-31T23:59:59-00:01", None),
        ] {
            assert_eq!(parse(text), at, "{text}");
            let written = at.map(|at| crate::write::time(&mut Vec::new(), at));
            assert_ne!(
                written.map(|written| written.is_ok()),
                Some(false),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_rfc_3339_is_refused() {
        let bad = [
            "",
            "2024-05-06",
            "2024-05-06T07:08:09",
            "2024-05-06 07:08:09Z",
            "2024-05-06T07:08Z",
            "2024-02-30T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-05-06T24:00:00Z",
            "2024-05-06T07:08:09.Z",
            "2024-05-06T07:08:09+0100",
            "2024-05-06T07:08:09+24:00",
            "2024-05-06T07:08:09+01:60",
            "2024-05-06T07:08:61Z",
            "2024-05-06T07:08:09Z ",
            "+2024-05-06T07:08:09Z",
            "2024-05-06T07:08:09Z[UTC]",
            "２024-05-06T07:08:09Z",
            "2024-05-06T07:60:09Z",
            "2024-00-06T07:08:09Z",
        ];
        for bad in bad {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(at in INSTANTS) {
            let mut out = Vec::new();
            crate::write::time(&mut out, at).unwrap();
            prop_assert_eq!(parse(std::str::from_utf8(&out).unwrap()), Some(at));
        }

        #[test]
        fn it_agrees_with_jiff(text in "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](\\.[0-9]{1,6})?(Z|[+-][01][0-9]:[0-5][0-9])") {
            let reference: Option<jiff::Timestamp> = text.parse().ok();
            if let Some(reference) = reference {
                prop_assert_eq!(parse(&text), Some(reference.as_microsecond()));
            }
        }
    }
}

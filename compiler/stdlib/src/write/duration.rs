//! Durations in ISO 8601 format.

use std::io::Write;

/// Writes a duration, given in microseconds, in hours, minutes and seconds: `PT1H30M`, `-PT0.5S`.
/// There are no days, because other programs may interpret them as calendar days, which may have 23
/// or 25 hours.
pub(crate) fn duration(out: &mut Vec<u8>, microseconds: i64) {
    if microseconds < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(b"PT");
    let size = microseconds.unsigned_abs();
    let (seconds, fraction) = (size / 1_000_000, size % 1_000_000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut part = |number: u64, unit: &str| {
        if number > 0 {
            // Writing to memory does not fail.
            write!(out, "{number}{unit}").unwrap_or_default();
        }
    };
    part(hours, "H");
    part(minutes, "M");
    if fraction > 0 {
        let digits = format!("{fraction:06}");
        let digits = digits.trim_end_matches('0');
        write!(out, "{seconds}.{digits}S").unwrap_or_default();
    } else if seconds > 0 || size == 0 {
        write!(out, "{seconds}S").unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::duration;
    use crate::decode::constant;
    use crate::schema::Constant;
    use crate::types::Type;
    use proptest::prelude::*;

    fn written(microseconds: i64) -> String {
        let mut out = Vec::new();
        duration(&mut out, microseconds);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn it_is_written_in_hours_minutes_and_seconds() {
        for (microseconds, text) in [
            (0, "PT0S"),
            (1, "PT0.000001S"),
            (-500_000, "-PT0.5S"),
            (5_000_000, "PT5S"),
            (5_400_000_000, "PT1H30M"),
            (3_600_000_100, "PT1H0.0001S"),
            (604_800_000_000, "PT168H"),
            (i64::MIN, "-PT2562047788H54.775808S"),
        ] {
            assert_eq!(written(microseconds), text);
        }
    }

    proptest! {
        #[test]
        fn every_duration_is_read_back(microseconds in prop_oneof![any::<i64>(), -100_000_000..100_000_000_i64]) {
            let read = constant(&Type::Duration, &written(microseconds));
            prop_assert_eq!(read, Ok(Constant::Duration(microseconds)));
        }
    }
}

//! Durations in ISO 8601 format.

/// The units before and after the `T`, in microseconds, in the order in which they must appear. A
/// day has 24 hours; years and months have no fixed length.
const DATE: &[(u8, i64)] = &[(b'W', 604_800_000_000), (b'D', 86_400_000_000)];
const TIME: &[(u8, i64)] = &[(b'H', 3_600_000_000), (b'M', 60_000_000), (b'S', 1_000_000)];

/// Parses a duration such as `PT1H30M`, `P7D` or `-PT0.5S` to microseconds. Only seconds may have a
/// fraction, whose digits after the sixth are dropped.
pub(super) fn parse(text: &str) -> Option<i64> {
    let octets = text.as_bytes();
    let (sign, octets) = match octets {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        _ => (1, octets),
    };
    let octets = octets.strip_prefix(b"P")?;
    let at = octets.iter().position(|octet| *octet == b'T');
    let (date, time) = match at.and_then(|at| octets.split_at_checked(at)) {
        Some((date, time)) => (date, time.strip_prefix(b"T")?),
        None => (octets, &[][..]),
    };
    // A `T` must be followed by something; without a `T`, there must be something before it.
    if at.is_some() && time.is_empty() || octets.is_empty() {
        return None;
    }
    // The range of negative numbers extends one further than the range of positive ones.
    let sum = parts(date, DATE, sign)?.checked_add(parts(time, TIME, sign)?)?;
    Some(sum)
}

/// The sum of numbers with units.
fn parts(mut text: &[u8], mut units: &[(u8, i64)], sign: i64) -> Option<i64> {
    let mut sum = 0_i64;
    while !text.is_empty() {
        let (whole, rest) = digits(text)?;
        let (fraction, rest) = match rest {
            [b'.' | b',', rest @ ..] => {
                let (fraction, rest) = digits(rest)?;
                (Some(fraction), rest)
            }
            _ => (None, rest),
        };
        let (unit, rest) = rest.split_first()?;
        let place = units.iter().position(|(name, _)| name == unit)?;
        let (_, size) = units.get(place)?;
        let number = number(whole)?;
        sum = sum.checked_add(number.checked_mul(sign)?.checked_mul(*size)?)?;
        if let Some(fraction) = fraction {
            if *unit != b'S' {
                return None;
            }
            let six = fraction.iter().chain([&b'0'; 6]).take(6);
            let fraction = six.fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
            sum = sum.checked_add(fraction * sign)?;
        }
        units = units.get(place + 1..)?;
        text = rest;
    }
    Some(sum)
}

/// The digits at the start, at least one, and the rest of the text.
fn digits(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let count = text
        .iter()
        .take_while(|octet| octet.is_ascii_digit())
        .count();
    let (digits, rest) = text.split_at_checked(count)?;
    (count > 0).then_some((digits, rest))
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0_i64, |number, digit| {
        number.checked_mul(10)?.checked_add(i64::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn parts_are_added_up() {
        for (text, microseconds) in [
            ("PT0S", 0),
            ("P0D", 0),
            ("PT5S", 5_000_000),
            ("PT1H30M", 5_400_000_000),
            ("P1DT1S", 86_401_000_000),
            ("P7D", 604_800_000_000),
            ("P1W", 604_800_000_000),
            ("-PT0.5S", -500_000),
            ("+PT1,25S", 1_250_000),
            ("PT0.0000019S", 1),
            ("PT90M", 5_400_000_000),
            ("-PT2562047788H54.775808S", i64::MIN),
        ] {
            assert_eq!(parse(text), Some(microseconds), "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "P",
            "PT",
            "-P",
            "5s",
            "PT5",
            "P5S",
            "PT5D",
            "P1Y",
            "P1M",
            "PT1.5H",
            "PT.5S",
            "PT5.S",
            "P1DT",
            "PT5S1M",
            "PT1S1S",
            "PT-5S",
            "pt5s",
            "PT5S ",
            "PT99999999999999999999S",
            "PT2562047789H",
            "PT5S\u{660}",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}

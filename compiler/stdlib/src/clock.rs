//! Times of the day.

/// The number of microseconds in a day.
pub(crate) const DAY: i64 = 86_400_000_000;

/// Parses `HH:MM` or `HH:MM:SS` to microseconds since midnight.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let mut part = |most: i64| {
        let part = parts.next()?;
        let is_pair = part.len() == 2 && part.bytes().all(|octet| octet.is_ascii_digit());
        let value: i64 = part.parse().ok().filter(|_| is_pair)?;
        (value <= most).then_some(value)
    };
    let (hour, minute) = (part(23)?, part(59)?);
    let second = match text.len() {
        5 => 0,
        _ => part(59)?,
    };
    parts
        .next()
        .is_none()
        .then_some((hour * 3600 + minute * 60 + second) * 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn hours_and_minutes_have_two_digits() {
        assert_eq!(parse("00:00"), Some(0));
        assert_eq!(parse("09:30"), Some(34_200_000_000));
        assert_eq!(parse("23:59:59"), Some(86_399_000_000));
        for bad in [
            "",
            "9:30",
            "09",
            "09:3",
            "24:00",
            "09:60",
            "09:30:60",
            "09:30:",
            "09:30:00:00",
            "+9:30",
            "09.30",
            "09:30 ",
            "０９:30",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}

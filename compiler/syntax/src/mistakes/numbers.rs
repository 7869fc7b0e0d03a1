//! Numbers, durations and sizes.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Span};

use super::replace;

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadNumber {
    TooLarge,
    Underscore,
    LeadingZero,
    /// A duration or size with a fraction.
    Fraction,
    /// An unknown unit, and the one that may be meant.
    Unit(Option<&'static str>),
}

/// `E0008` and `E0009`
pub(crate) fn bad_number(span: Span, text: &str, mistake: BadNumber) -> Diagnostic {
    let new = |code, message: String| Diagnostic::new(code, span, message);
    match mistake {
        BadNumber::TooLarge => new(
            Code::BadNumber,
            format!("the number `{text}` is out of range"),
        )
        .label("too large")
        .note(format!(
            "an `int` ranges from {} to {}, a `float` to about 1.8e308",
            i64::MIN,
            i64::MAX
        )),
        BadNumber::Underscore => new(Code::BadNumber, format!("`{text}` is not a number"))
            .label("`_` is only allowed between digits"),
        BadNumber::LeadingZero => {
            let kept = text.trim_start_matches(['0', '_']);
            let kept = if kept.starts_with(|c: char| c.is_ascii_digit()) {
                kept.to_owned()
            } else {
                format!("0{kept}")
            };
            let diagnostic = new(
                Code::BadNumber,
                String::from("a number cannot begin with 0"),
            );
            let diagnostic = diagnostic.label("all numbers are decimal");
            if text.starts_with("0x") || text.starts_with("0b") || text.starts_with("0o") {
                return diagnostic;
            }
            diagnostic.fix(
                format!("write `{kept}`"),
                replace(span, kept),
                Applicability::Unsafe,
            )
        }
        BadNumber::Fraction => {
            let report = new(
                Code::BadUnit,
                String::from("a duration or size must be a whole number"),
            )
            .label("has a fraction");
            match in_smaller_unit(text) {
                Some(meant) => report.fix(
                    format!("use a smaller unit: write `{meant}`"),
                    replace(span, meant),
                    Applicability::Safe,
                ),
                None => report.help("use a smaller unit: `1500ms` for 1.5 seconds"),
            }
        }
        BadNumber::Unit(Some(unit)) => {
            let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            new(Code::BadUnit, format!("`{text}` has an unknown unit"))
                .label("not a duration or size")
                .fix(
                    format!("did you mean `{digits}{unit}`?"),
                    replace(span, format!("{digits}{unit}")),
                    Applicability::Safe,
                )
                .note(UNITS)
        }
        BadNumber::Unit(None) => {
            let is_prefixed = ["0x", "0o", "0b"].iter().any(|p| text.starts_with(p));
            if is_prefixed {
                return new(Code::BadNumber, format!("`{text}` is not a number"))
                    .label("all numbers are decimal");
            }
            let report = new(Code::BadUnit, format!("`{text}` has an unknown unit"))
                .label("not a number, duration or size");
            if let Some(meant) = weeks_in_days(text) {
                return report.fix(
                    format!("the largest unit is the day: write `{meant}`"),
                    replace(span, meant),
                    Applicability::Safe,
                );
            }
            match in_one_unit(text) {
                Some(meant) => report.fix(
                    format!("a duration has one unit: write `{meant}`"),
                    replace(span, meant),
                    Applicability::Safe,
                ),
                None => report.note(UNITS),
            }
        }
    }
}

/// `1m30s` as `90s`; `None` for anything but whole days, hours, minutes and seconds.
fn in_one_unit(text: &str) -> Option<String> {
    let mut seconds = 0_u64;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, behind) = rest.split_at_checked(digits)?;
        let letters = behind
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(behind.len());
        let (unit, behind) = behind.split_at_checked(letters)?;
        let factor = match unit {
            "d" => 86_400,
            "h" => 3600,
            "m" => 60,
            "s" => 1,
            _ => return None,
        };
        let amount = number.parse::<u64>().ok()?.checked_mul(factor)?;
        seconds = seconds.checked_add(amount)?;
        rest = behind;
    }
    let (amount, unit) = match seconds {
        _ if seconds.is_multiple_of(3600) => (seconds / 3600, "h"),
        _ if seconds.is_multiple_of(60) => (seconds / 60, "m"),
        _ => (seconds, "s"),
    };
    Some(format!("{amount}{unit}"))
}

/// `2w` as `14d`.
fn weeks_in_days(text: &str) -> Option<String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text.get(digits.len()..)?;
    let days = digits.parse::<u64>().ok()?.checked_mul(7)?;
    matches!(unit, "w" | "wk" | "week" | "weeks").then(|| format!("{days}d"))
}

/// `1.5h` as `90m`: the same in a smaller unit, if it is whole there.
fn in_smaller_unit(text: &str) -> Option<String> {
    const DURATIONS: &[(&str, u64)] = &[
        ("d", 86_400_000),
        ("h", 3_600_000),
        ("m", 60_000),
        ("s", 1000),
        ("ms", 1),
    ];
    const SIZES: &[(&str, u64)] = &[("gb", 1_000_000), ("mb", 1000), ("kb", 1)];
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text.get(number.len()..)?;
    let (whole, fraction) = number.split_once('.')?;
    let scale = 10_u64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let digits = format!("{whole}{fraction}").parse::<u64>().ok()?;
    let (units, factor) = [DURATIONS, SIZES].iter().find_map(|units| {
        let found = units.iter().find(|(name, _)| *name == unit)?;
        Some((*units, found.1))
    })?;
    let smallest = digits.checked_mul(factor)?;
    let amount = smallest.is_multiple_of(scale).then(|| smallest / scale)?;
    let (unit, factor) = units
        .iter()
        .find(|(_, factor)| amount.is_multiple_of(*factor))?;
    Some(format!("{}{unit}", amount / factor))
}

const UNITS: &str = "durations are written `500ms 5s 10m 24h 7d`, sizes `64kb 10mb 1gb`";

/// `E0009`: `5 s`
pub(crate) fn spaced_unit(number: Span, unit: Span, text: &str, meant: &str) -> Diagnostic {
    Diagnostic::new(
        Code::BadUnit,
        unit,
        "a unit must directly follow its number",
    )
    .label("a space is in between")
    .fix(
        format!("write `{text}{meant}`"),
        replace(number.after().to(unit), meant),
        Applicability::Safe,
    )
}

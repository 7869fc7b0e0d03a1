//! Numbers, durations and sizes.

use super::{Builder, Children};
use crate::ast::{ExpressionKind, FloatLiteral};
use crate::grammar::{Pair, Rule};
use crate::mistakes;

/// The units of durations, in microseconds.
const DURATIONS: &[(&str, u64)] = &[
    ("ms", 1_000),
    ("s", 1_000_000),
    ("m", 60_000_000),
    ("h", 3_600_000_000),
    ("d", 86_400_000_000),
];

/// The units of sizes, in bytes.
const SIZES: &[(&str, u64)] = &[("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000)];

/// The value of a number, determined by its unit and form.
pub(super) enum Number {
    Int(i64),
    Float(FloatLiteral),
    /// In microseconds.
    Duration(u64),
    /// In bytes.
    Size(u64),
}

impl From<Number> for ExpressionKind {
    fn from(number: Number) -> ExpressionKind {
        match number {
            Number::Int(value) => ExpressionKind::Int(value),
            Number::Float(value) => ExpressionKind::Float(value),
            Number::Duration(microseconds) => ExpressionKind::Duration(microseconds),
            Number::Size(bytes) => ExpressionKind::Size(bytes),
        }
    }
}

impl Builder<'_> {
    /// `number`, negated if a minus precedes it; `None` if it could not be read.
    pub(super) fn number(&mut self, pair: Pair<'_>, negated: bool) -> Option<Number> {
        let mut children = Children::of(pair);
        let digits = children.take(Rule::digits)?;
        let span = self.span(&digits);
        let text = self.text(span).to_owned();
        if let Some(unit) = children.take(Rule::spaced_unit) {
            let unit_span = self.span(&unit);
            let unit = canonical_unit(unit.as_str()).unwrap_or(unit.as_str());
            self.report(mistakes::spaced_unit(span, unit_span, &text, unit));
            return with_unit(&text, unit);
        }
        match value(&text, negated) {
            Ok(number) => Some(number),
            Err(mistake) => {
                self.report(mistakes::bad_number(span, &text, mistake));
                match mistake {
                    mistakes::BadNumber::Unit(unit) => {
                        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                        unit.and_then(|unit| with_unit(digits, unit))
                    }
                    mistakes::BadNumber::TooLarge
                    | mistakes::BadNumber::Underscore
                    | mistakes::BadNumber::LeadingZero
                    | mistakes::BadNumber::Fraction => None,
                }
            }
        }
    }
}

fn value(text: &str, negated: bool) -> Result<Number, mistakes::BadNumber> {
    let number = number_length(text);
    let (digits, unit) = text.split_at(number);
    let plain = digits.replace('_', "");
    let is_whole = plain.bytes().all(|byte| byte.is_ascii_digit());
    if digits.ends_with('_') || digits.contains("_.") {
        return Err(mistakes::BadNumber::Underscore);
    }
    if plain.len() > 1
        && plain.starts_with('0')
        && !plain.starts_with("0.")
        && !plain.starts_with(['e', 'E'])
    {
        return Err(mistakes::BadNumber::LeadingZero);
    }
    if !unit.is_empty() {
        return match (canonical_unit(unit), is_whole) {
            (Some(known), true) if known == unit => {
                with_unit(&plain, unit).ok_or(mistakes::BadNumber::TooLarge)
            }
            (Some(known), false) if known == unit => Err(mistakes::BadNumber::Fraction),
            (known, _) => Err(mistakes::BadNumber::Unit(known)),
        };
    }
    if is_whole {
        let signed = if negated { format!("-{plain}") } else { plain };
        return match signed.parse::<i64>() {
            // The tree applies the minus; only the smallest integer has no positive counterpart.
            Ok(i64::MIN) => Ok(Number::Int(i64::MIN)),
            Ok(value) => Ok(Number::Int(value.abs())),
            Err(_) => Err(mistakes::BadNumber::TooLarge),
        };
    }
    match plain.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(Number::Float(FloatLiteral {
            value,
            digits: plain.into(),
        })),
        _ => Err(mistakes::BadNumber::TooLarge),
    }
}

/// The length of the number in the text; the rest is its unit.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or("");
        from + rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == '_')
                .len()
    };
    let mut end = digits(0);
    if text.get(end..).is_some_and(|rest| rest.starts_with('.')) {
        end = digits(end + 1);
    }
    if text
        .get(end..)
        .is_some_and(|rest| rest.starts_with(['e', 'E']))
    {
        let sign = text
            .get(end + 1..)
            .is_some_and(|rest| rest.starts_with(['+', '-']));
        let exponent = digits(end + 1 + usize::from(sign));
        if exponent > end + 1 + usize::from(sign) {
            end = exponent;
        }
    }
    end
}

fn with_unit(digits: &str, unit: &str) -> Option<Number> {
    let amount: u64 = digits.replace('_', "").parse().ok()?;
    let of = |table: &[(&str, u64)]| {
        table
            .iter()
            .find(|(name, _)| *name == unit)
            .map(|(_, by)| *by)
    };
    if let Some(by) = of(DURATIONS) {
        return amount.checked_mul(by).map(Number::Duration);
    }
    of(SIZES)
        .and_then(|by| amount.checked_mul(by))
        .map(Number::Size)
}

/// The intended unit, for a different case or the full name.
fn canonical_unit(unit: &str) -> Option<&'static str> {
    Some(match unit.to_ascii_lowercase().as_str() {
        "ms" | "msec" | "millis" | "millisecond" | "milliseconds" => "ms",
        "s" | "sec" | "secs" | "second" | "seconds" => "s",
        "m" | "min" | "mins" | "minute" | "minutes" => "m",
        "h" | "hr" | "hrs" | "hour" | "hours" => "h",
        "d" | "day" | "days" => "d",
        "kb" | "k" => "kb",
        "mb" => "mb",
        "gb" | "g" => "gb",
        _ => return None,
    })
}

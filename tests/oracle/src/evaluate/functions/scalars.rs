//! The functions on numbers, times and durations, and the functions that read them from a text.

use flowright_stdlib::functions::Pattern;

use super::super::decimal::{as_int, is_number, rounded};
use super::arguments::{count, decimal, float, text, whole};
use super::implementation::{Checked, Implementation, Refused};
use crate::decimal::Exact;
use crate::value::Value;
use crate::write;

pub(super) const ALL: &[(&str, Pattern, Implementation)] = &[
    ("to_int", Pattern::Text, |given| {
        let text = text(given, 0);
        let is_plain = is_number(text, false);
        let parsed = text.parse().ok().filter(|_| is_plain);
        parsed.map_or(Value::Null, Value::Int)
    }),
    ("to_float", Pattern::Text, |given| {
        let text = text(given, 0);
        let is_plain = is_number(text, true);
        let parsed = text
            .parse()
            .ok()
            .filter(|value: &f64| is_plain && value.is_finite());
        parsed.map_or(Value::Null, Value::Float)
    }),
    ("to_float", Pattern::Int, |given| match given {
        #[expect(clippy::cast_precision_loss, reason = "the nearest float is meant")]
        [Value::Int(int)] => Value::Float(*int as f64),
        other => unreachable!("{other:?} is no int"),
    }),
    ("abs", Pattern::Float, |given| {
        Value::Float(float(given, 0).abs())
    }),
    ("clamp", Pattern::Int, |given| {
        let [value, low, high] = [0, 1, 2].map(|at| whole(given, at));
        Value::Int(if value.max(low) > high {
            high
        } else {
            value.max(low)
        })
    }),
    ("clamp", Pattern::Float, |given| {
        let [value, low, high] = [0, 1, 2].map(|at| float(given, at));
        let raised = if value < low { low } else { value };
        Value::Float(if raised > high { high } else { raised })
    }),
    ("round", Pattern::Float, |given| {
        Value::Float(rounded(float(given, 0), count(given, 1).min(15)))
    }),
    ("to_decimal", Pattern::Text, |given| {
        let text = text(given, 0);
        let parsed = Some(text).filter(|text| is_number(text, true));
        let parsed = parsed.and_then(Exact::parse);
        parsed.map_or(Value::Null, Value::Decimal)
    }),
    ("to_decimal", Pattern::Int, |given| {
        Value::Decimal(Exact::int(whole(given, 0)))
    }),
    ("to_float", Pattern::Decimal, |given| {
        let parsed = decimal(given, 0).to_string().parse();
        Value::Float(parsed.unwrap_or_default())
    }),
    ("abs", Pattern::Decimal, |given| {
        Value::Decimal(decimal(given, 0).abs())
    }),
    ("clamp", Pattern::Decimal, |given| {
        let [value, low, high] = [0, 1, 2].map(|at| decimal(given, at));
        let raised = if value < low { low } else { value };
        Value::Decimal(if raised > high { high } else { raised }.clone())
    }),
    ("round", Pattern::Decimal, |given| {
        Value::Decimal(decimal(given, 0).rounded(places(given), false))
    }),
    ("round_half_even", Pattern::Decimal, |given| {
        Value::Decimal(decimal(given, 0).rounded(places(given), true))
    }),
    ("to_text", Pattern::Decimal, |given| match given {
        [_, _] => {
            let rounded = decimal(given, 0).rounded(places(given), false);
            Value::text(&rounded.with_fraction(places(given)))
        }
        _ => to_text(given),
    }),
    ("to_text", Pattern::Int, to_text),
    ("to_text", Pattern::Float, to_text),
    ("to_text", Pattern::Bool, to_text),
    ("to_text", Pattern::Time, to_text),
    ("to_text", Pattern::Date, to_text),
    ("to_text", Pattern::Duration, to_text),
    ("to_unix_seconds", Pattern::Time, |given| {
        since_1970(given, 1_000_000)
    }),
    ("to_unix_milliseconds", Pattern::Time, |given| {
        since_1970(given, 1_000)
    }),
];

/// The functions whose result may not fit.
pub(super) const CHECKED: &[(&str, Pattern, Checked)] = &[
    ("from_unix_seconds", Pattern::Int, |given| {
        time(whole(given, 0), 1_000_000)
    }),
    ("from_unix_milliseconds", Pattern::Int, |given| {
        time(whole(given, 0), 1_000)
    }),
    ("to_decimal", Pattern::Float, |given| {
        let value = float(given, 0);
        let exact = Exact::parse(&value.to_string()).map(Value::Decimal);
        exact.ok_or_else(|| overflow(&format!("the float {value:?} has more than 28 digits")))
    }),
    ("abs", Pattern::Duration, |given| match given.first() {
        Some(Value::Duration(value)) => {
            let message = "the absolute value does not fit into a duration";
            fitting(value.checked_abs().map(Value::Duration), message)
        }
        other => unreachable!("{other:?} is no duration"),
    }),
    ("abs", Pattern::Int, |given| {
        let message = "the absolute value does not fit into an int";
        fitting(whole(given, 0).checked_abs().map(Value::Int), message)
    }),
    ("pow", Pattern::Int, |given| {
        let exponent = u32::try_from(whole(given, 1)).ok();
        let power = exponent.and_then(|exponent| whole(given, 0).checked_pow(exponent));
        fitting(power.map(Value::Int), "the power does not fit into an int")
    }),
    ("floor", Pattern::Decimal, |given| {
        fitting(decimal(given, 0).whole(false).map(Value::Int), OUT_OF_RANGE)
    }),
    ("ceil", Pattern::Decimal, |given| {
        fitting(decimal(given, 0).whole(true).map(Value::Int), OUT_OF_RANGE)
    }),
    ("floor", Pattern::Float, |given| {
        fitting(as_int(float(given, 0).floor()).map(Value::Int), TOO_LARGE)
    }),
    ("ceil", Pattern::Float, |given| {
        fitting(as_int(float(given, 0).ceil()).map(Value::Int), TOO_LARGE)
    }),
];

const OUT_OF_RANGE: &str = "a number is outside of the range of its type";

const TOO_LARGE: &str = "the number is too large for an int";

pub(super) fn fitting(value: Option<Value>, message: &str) -> Result<Value, Refused> {
    value.ok_or_else(|| overflow(message))
}

fn overflow(message: &str) -> Refused {
    Refused {
        code: "overflow",
        message: message.to_owned(),
    }
}

/// The time so many units after 1970, each of so many microseconds.
fn time(units: i64, unit: i128) -> Result<Value, Refused> {
    let at = i64::try_from(i128::from(units) * unit).ok();
    let at = at.map(Value::Time);
    let at = at.filter(|at| write::scalar(at).is_ok());
    fitting(at, "the time is outside of the years 0 to 9999")
}

/// The requested number of digits after the point.
fn places(given: &[Value]) -> u32 {
    u32::try_from(count(given, 1).min(28)).unwrap_or(28)
}

/// The whole units since 1970.
fn since_1970(given: &[Value], unit: i64) -> Value {
    match given.first() {
        Some(Value::Time(at)) => Value::Int((at - at.rem_euclid(unit)) / unit),
        other => unreachable!("{other:?} is no time"),
    }
}

/// The text of a time. Its year can be represented in RFC 3339: a flow has no other times.
fn to_text(given: &[Value]) -> Value {
    let text = given.first().and_then(|value| write::scalar(value).ok());
    Value::text(&text.unwrap_or_default())
}

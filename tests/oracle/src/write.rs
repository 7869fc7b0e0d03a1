//! Writes values as text, in the most obvious way.
//!
//! Not done here: deciding what is escaped where, which [`evaluate`](crate::evaluate()) does.

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::value::Value;

/// A time that has no text form.
#[derive(Debug)]
pub(crate) struct NoText;

/// A value in an interpolation.
pub(crate) fn scalar(value: &Value) -> Result<String, NoText> {
    match value {
        Value::Bool(value) => Ok(value.to_string()),
        Value::Int(value) => Ok(value.to_string()),
        Value::Float(value) => Ok(float(*value)),
        Value::Decimal(value) => Ok(value.to_string()),
        Value::Time(at) => time(*at),
        Value::Date(day) => date(*day),
        Value::Duration(value) => Ok(duration(*value)),
        Value::Text(text) => Ok(text.to_string()),
        Value::Null
        | Value::Bytes(_)
        | Value::Json(_)
        | Value::Headers(_)
        | Value::List(_)
        | Value::Map(_)
        | Value::Record(_)
        | Value::Variant(..) => unreachable!("the checker lets no {value:?} into a text"),
    }
}

/// The values that are sent for a field.
pub(crate) fn repeated(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::List(elements) => elements,
        other => std::slice::from_ref(other),
    }
}

/// A value in the form in which a form field sends it.
pub(crate) fn field(value: &Value) -> String {
    match value {
        Value::Bytes(bytes) => STANDARD.encode(bytes),
        other => scalar(other).unwrap_or_default(),
    }
}

/// A value as JSON.
pub(crate) fn json(value: &Value) -> Result<String, NoText> {
    Ok(match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Decimal(_) => scalar(value)?,
        Value::Time(at) => format!("\"{}\"", time(*at)?),
        Value::Date(day) => format!("\"{}\"", date(*day)?),
        Value::Duration(value) => format!("\"{}\"", duration(*value)),
        Value::Text(text) => string(text),
        Value::Bytes(bytes) => format!("\"{}\"", STANDARD.encode(bytes)),
        Value::Json(text) => text.to_string(),
        Value::Headers(headers) => {
            let pairs = headers
                .iter()
                .map(|(name, value)| format!("[{},{}]", string(name), string(value)));
            format!("[{}]", pairs.collect::<Vec<_>>().join(","))
        }
        Value::List(elements) => {
            let elements: Result<Vec<String>, NoText> = elements.iter().map(json).collect();
            format!("[{}]", elements?.join(","))
        }
        Value::Map(entries) => {
            let entries: Result<Vec<String>, NoText> = (entries.0.iter())
                .map(|(key, value)| Ok(format!("{}:{}", string(key), json(value)?)))
                .collect();
            format!("{{{}}}", entries?.join(","))
        }
        Value::Variant(_, record) => json(record)?,
        Value::Record(fields) => {
            let fields: Result<Vec<String>, NoText> = fields
                .iter()
                .map(|(name, value)| Ok(format!("{}:{}", string(name), json(value)?)))
                .collect();
            format!("{{{}}}", fields?.join(","))
        }
    })
}

/// A text as a JSON string.
pub(crate) fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn float(value: f64) -> String {
    serde_json::Number::from_f64(value).map_or_else(String::new, |number| number.to_string())
}

/// ISO 8601 with the parts that are not zero.
fn duration(microseconds: i64) -> String {
    let sign = if microseconds < 0 { "-" } else { "" };
    let size = i128::from(microseconds).abs();
    let second = 1_000_000;
    let mut text = String::new();
    for (unit, length) in [("H", 3_600 * second), ("M", 60 * second)] {
        let mut rest = size;
        if unit == "M" {
            rest %= 3_600 * second;
        }
        if rest / length != 0 {
            text.push_str(&format!("{}{unit}", rest / length));
        }
    }
    let rest = size % (60 * second);
    if rest != 0 || text.is_empty() {
        let seconds = format!("{}.{:06}", rest / second, rest % second);
        let seconds = seconds.trim_end_matches('0').trim_end_matches('.');
        text.push_str(&format!("{seconds}S"));
    }
    format!("{sign}PT{text}")
}

/// RFC 3339 in UTC with microseconds.
pub(crate) fn time(microseconds: i64) -> Result<String, NoText> {
    let seconds = microseconds.div_euclid(1_000_000);
    let fraction = microseconds.rem_euclid(1_000_000);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let date = date(days)?;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    Ok(format!(
        "{date}T{hour:02}:{minute:02}:{second:02}.{fraction:06}Z"
    ))
}

/// ISO 8601: year, month and day, counting the years one by one.
pub(crate) fn date(mut days: i64) -> Result<String, NoText> {
    if !(-800_000..3_000_000).contains(&days) {
        return Err(NoText);
    }
    let mut year = 1970;
    while days < 0 {
        year -= 1;
        days += days_of(year);
    }
    while days >= days_of(year) {
        days -= days_of(year);
        year += 1;
    }
    if !(0..10_000).contains(&year) {
        return Err(NoText);
    }
    let february = if days_of(year) == 366 { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let day = days + 1;
    Ok(format!("{year:04}-{month:02}-{day:02}"))
}

fn days_of(year: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if leap { 366 } else { 365 }
}

/// A text in HTML.
pub(crate) fn html(text: &str) -> String {
    let text = slack(text);
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

/// A text in a Slack message.
pub(crate) fn slack(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// A text as a part of a URL: everything except the unreserved characters of RFC 3986 is
/// percent-encoded.
pub(crate) fn url_part(text: &str) -> String {
    percent_encoded(text, |octet| {
        octet.is_ascii_alphanumeric() || "-._~".contains(octet)
    })
}

/// The author's literal text in a URL: characters that are invalid in one are percent-encoded.
pub(crate) fn url_literal(text: &str) -> String {
    percent_encoded(text, |octet| {
        octet.is_ascii_graphic() && !"\"#<>\\^`{|}".contains(octet)
    })
}

fn percent_encoded(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut out = String::new();
    for octet in text.bytes() {
        if octet.is_ascii() && stays(char::from(octet)) {
            out.push(char::from(octet));
        } else {
            let _ = write!(out, "%{octet:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{time, url_literal};

    #[test]
    fn years_are_counted() {
        let text = |at| time(at).ok();
        assert_eq!(text(0).as_deref(), Some("1970-01-01T00:00:00.000000Z"));
        assert_eq!(text(-1).as_deref(), Some("1969-12-31T23:59:59.999999Z"));
        assert_eq!(
            text(1_709_210_096_123_456).as_deref(),
            Some("2024-02-29T12:34:56.123456Z")
        );
        assert_eq!(
            text(253_402_300_799_999_999).as_deref(),
            Some("9999-12-31T23:59:59.999999Z")
        );
        assert_eq!(text(253_402_300_800_000_000), None);
        assert_eq!(text(i64::MIN), None);
    }

    #[test]
    fn what_cannot_stand_in_a_url_is_encoded() {
        assert_eq!(url_literal("/a b/ë?q=%2e"), "/a%20b/%C3%AB?q=%2e");
    }
}

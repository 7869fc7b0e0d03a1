//! The calendar functions on times and dates, implemented with `jiff`, whose arithmetic the library
//! does not use. Formats are interpreted one character at a time.

use flowright_stdlib::functions::Pattern;
use jiff::Span;
use jiff::civil::{self, Date, DateTime};
use jiff::fmt::strtime::BrokenDownTime;

use super::arguments::{text, whole};
use super::implementation::{Checked, Implementation, Refused};
use super::scalars::fitting;
use super::zones;
use crate::value::Value;
use crate::write;

const DAY: i64 = 86_400_000_000;

/// The functions that always have a result.
pub(super) const ALL: &[(&str, Pattern, Implementation)] = &[
    ("year", Pattern::Date, |given| {
        part(given, |date| date.year().into())
    }),
    ("month", Pattern::Date, |given| {
        part(given, |date| date.month().into())
    }),
    ("day", Pattern::Date, |given| {
        part(given, |date| date.day().into())
    }),
    ("weekday", Pattern::Date, |given| part(given, weekday)),
    ("day_of_year", Pattern::Date, |given| {
        part(given, day_of_year)
    }),
    ("iso_week", Pattern::Date, |given| part(given, iso_week)),
    ("days_until", Pattern::Date, |given| {
        Value::Int(day(given, 1) - day(given, 0))
    }),
    ("format", Pattern::Date, |given| {
        Value::text(&written(text(given, 1), day(given, 0) * DAY, 0))
    }),
    ("to_date", Pattern::Text, |given| {
        let read = match given {
            [_] => "%Y-%m-%d",
            _ => text(given, 1),
        };
        // Without a format, the digits are counted.
        let is_exact = given.len() > 1 || is_date(text(given, 0));
        let date = Date::strptime(read, text(given, 0))
            .ok()
            .filter(|_| is_exact);
        let day = date.map(|date| Value::Date(days(date)));
        day.filter(is_written).unwrap_or(Value::Null)
    }),
    ("to_time", Pattern::Text, |given| {
        let time = match given {
            [Value::Text(text)] => instant(text),
            [Value::Text(text), Value::Text(format)] => with_offset(format, text),
            [Value::Text(text), Value::Text(format), Value::Text(zone)] => {
                let local = DateTime::strptime(&**format, &**text).ok().map(local_of);
                let local = local.filter(|local| is_written(&Value::Time(*local)));
                local.map(|local| zones::first(zone, local))
            }
            other => unreachable!("{other:?} are not arguments of `to_time`"),
        };
        time.map(Value::Time)
            .filter(is_written)
            .unwrap_or(Value::Null)
    }),
];

/// The functions whose result may be outside of the years that have a text form.
pub(super) const CHECKED: &[(&str, Pattern, Checked)] = &[
    ("year", Pattern::Time, |given| {
        local_part(given, |date| date.year().into())
    }),
    ("month", Pattern::Time, |given| {
        local_part(given, |date| date.month().into())
    }),
    ("day", Pattern::Time, |given| {
        local_part(given, |date| date.day().into())
    }),
    ("weekday", Pattern::Time, |given| local_part(given, weekday)),
    ("day_of_year", Pattern::Time, |given| {
        local_part(given, day_of_year)
    }),
    ("iso_week", Pattern::Time, |given| {
        local_part(given, iso_week)
    }),
    ("hour", Pattern::Time, |given| clock(given, 3_600, 24)),
    ("minute", Pattern::Time, |given| clock(given, 60, 60)),
    ("second", Pattern::Time, |given| clock(given, 1, 60)),
    ("date", Pattern::Time, |given| {
        Ok(Value::Date(local(given, 1)?.div_euclid(DAY)))
    }),
    ("plus_days", Pattern::Time, |given| {
        moved(given, Span::try_days)
    }),
    ("plus_months", Pattern::Time, |given| {
        moved(given, Span::try_months)
    }),
    ("plus_years", Pattern::Time, |given| {
        moved(given, Span::try_years)
    }),
    ("plus_days", Pattern::Date, |given| {
        moved_date(given, Span::try_days)
    }),
    ("plus_months", Pattern::Date, |given| {
        moved_date(given, Span::try_months)
    }),
    ("plus_years", Pattern::Date, |given| {
        moved_date(given, Span::try_years)
    }),
    ("start_of", Pattern::Date, |given| {
        inside(Value::Date(start(date(day(given, 0)), text(given, 1))))
    }),
    ("start_of", Pattern::Time, |given| {
        let (unit, zone) = (text(given, 1), text(given, 2));
        let local = local(given, 2)?;
        let minutes = match unit {
            "minute" => Some(1),
            "hour" => Some(60),
            _ => None,
        };
        let at = match minutes {
            Some(minutes) => {
                let begun = local - local.rem_euclid(minutes * 60_000_000);
                zones::last_until(zone, begun, time(given))
            }
            None => zones::first(zone, start(date(local.div_euclid(DAY)), unit) * DAY),
        };
        inside(Value::Time(at))
    }),
    ("at", Pattern::Date, |given| {
        let clock = text(given, 1)
            .split(':')
            .map(|part| part.parse().unwrap_or(0));
        let seconds = clock
            .zip([3600, 60, 1])
            .map(|(part, unit): (i64, i64)| part * unit);
        let local = day(given, 0) * DAY + seconds.sum::<i64>() * 1_000_000;
        inside(Value::Time(zones::first(text(given, 2), local)))
    }),
    ("format", Pattern::Time, |given| {
        let ahead = zones::ahead(text(given, 2), time(given));
        Ok(Value::text(&written(
            text(given, 1),
            local(given, 2)?,
            ahead,
        )))
    }),
];

fn time(given: &[Value]) -> i64 {
    match given.first() {
        Some(Value::Time(at)) => *at,
        other => unreachable!("{other:?} is no time"),
    }
}

fn day(given: &[Value], at: usize) -> i64 {
    match given.get(at) {
        Some(Value::Date(day)) => *day,
        other => unreachable!("{other:?} is no date"),
    }
}

fn date(day: i64) -> Date {
    let date = Span::new()
        .try_days(day)
        .and_then(|days| civil::date(1970, 1, 1).checked_add(days));
    match date {
        Ok(date) => date,
        Err(_) => unreachable!("the day {day} has no date"),
    }
}

fn days(date: Date) -> i64 {
    (date - civil::date(1970, 1, 1)).get_days().into()
}

fn is_written(value: &Value) -> bool {
    write::scalar(value).is_ok()
}

/// The value, if it has a text form.
fn inside(value: Value) -> Result<Value, Refused> {
    let value = Some(value).filter(is_written);
    fitting(value, "the time is outside of the years 0 to 9999")
}

/// The local time of the receiver, in the zone at that index.
fn local(given: &[Value], zone: usize) -> Result<i64, Refused> {
    let local = zones::local(text(given, zone), time(given));
    inside(Value::Time(local)).map(|_| local)
}

fn part(given: &[Value], part: fn(Date) -> i64) -> Value {
    Value::Int(part(date(day(given, 0))))
}

fn local_part(given: &[Value], part: fn(Date) -> i64) -> Result<Value, Refused> {
    let local = local(given, 1)?;
    Ok(Value::Int(part(date(local.div_euclid(DAY)))))
}

fn weekday(date: Date) -> i64 {
    date.weekday().to_monday_one_offset().into()
}

fn day_of_year(date: Date) -> i64 {
    date.day_of_year().into()
}

fn iso_week(date: Date) -> i64 {
    date.iso_week_date().week().into()
}

/// The time on the clock, in whole units of so many seconds.
fn clock(given: &[Value], seconds: i64, units: i64) -> Result<Value, Refused> {
    let second = local(given, 1)?.rem_euclid(DAY) / 1_000_000;
    Ok(Value::Int(second / seconds % units))
}

fn start(date: Date, unit: &str) -> i64 {
    match unit {
        "day" => days(date),
        "week" => days(date) + 1 - weekday(date),
        "month" => days(date.first_of_month()),
        "year" => days(date.first_of_year()),
        other => unreachable!("{other} is no unit of days"),
    }
}

type Distance = fn(Span, i64) -> Result<Span, jiff::Error>;

fn later(day: i64, count: i64, distance: Distance) -> Result<i64, Refused> {
    let later = distance(Span::new(), count).and_then(|span| date(day).checked_add(span));
    let later = later
        .ok()
        .map(|date| Value::Date(days(date)))
        .filter(is_written);
    match fitting(later, "the time is outside of the years 0 to 9999")? {
        Value::Date(day) => Ok(day),
        other => unreachable!("{other:?} is no date"),
    }
}

fn moved_date(given: &[Value], distance: Distance) -> Result<Value, Refused> {
    later(day(given, 0), whole(given, 1), distance).map(Value::Date)
}

fn moved(given: &[Value], distance: Distance) -> Result<Value, Refused> {
    let local = local(given, 2)?;
    if whole(given, 1) == 0 {
        return Ok(Value::Time(time(given)));
    }
    let day = later(local.div_euclid(DAY), whole(given, 1), distance)?;
    let at = zones::first(text(given, 2), day * DAY + local.rem_euclid(DAY));
    inside(Value::Time(at))
}

/// `2026-01-02`
fn is_date(text: &str) -> bool {
    let shape: String = text
        .chars()
        .map(|one| if one.is_ascii_digit() { '0' } else { one })
        .collect();
    shape == "0000-00-00"
}

/// A time in the format of RFC 3339, as the decoder reads it.
fn instant(text: &str) -> Option<i64> {
    use flowright_stdlib::decode;
    use flowright_stdlib::schema::Constant;
    use flowright_stdlib::types::Type;
    match decode::constant(&Type::Time, text) {
        Ok(Constant::Time(at)) => Some(at),
        _ => None,
    }
}

fn local_of(time: DateTime) -> i64 {
    let second = [time.hour(), time.minute(), time.second()];
    let second = second
        .iter()
        .fold(0, |sum, part| sum * 60 + i64::from(*part));
    let fraction = i64::from(time.subsec_nanosecond()) / 1000;
    days(time.date()) * DAY + second * 1_000_000 + fraction
}

fn with_offset(format: &str, text: &str) -> Option<i64> {
    let parts = BrokenDownTime::parse(format, text).ok()?;
    let local = local_of(parts.to_datetime().ok()?);
    Some(local - i64::from(parts.offset()?.seconds()) * 1_000_000)
}

/// A local time in a format that the generator uses.
fn written(format: &str, local: i64, ahead: i64) -> String {
    let date = date(local.div_euclid(DAY));
    let clock = local.rem_euclid(DAY);
    let (hour, minute) = (clock / 3_600_000_000, clock / 60_000_000 % 60);
    let (second, fraction) = (clock / 1_000_000 % 60, clock % 1_000_000);
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = names.get(usize::try_from(date.month() - 1).unwrap_or(0));
    let month = month.copied().unwrap_or_default();
    let names = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let weekday_name = names.get(usize::try_from(weekday(date) - 1).unwrap_or(0));
    let weekday_name = weekday_name.copied().unwrap_or_default();
    let minutes = ahead.abs() / 60_000_000;
    // Local mean time, before there were zones, has seconds.
    let seconds = ahead.abs() / 1_000_000 % 60;
    let more = |point: &str| {
        if seconds == 0 {
            String::new()
        } else {
            format!("{point}{seconds:02}")
        }
    };
    let sign = if ahead < 0 { '-' } else { '+' };
    let mut out = String::new();
    let mut rest = format;
    while let Some(next) = rest.chars().next() {
        let known = [
            ("%Y", format!("{:04}", date.year())),
            ("%m", format!("{:02}", date.month())),
            ("%-m", date.month().to_string()),
            ("%d", format!("{:02}", date.day())),
            ("%-d", date.day().to_string()),
            ("%e", format!("{:2}", date.day())),
            ("%B", month.to_owned()),
            ("%b", month.chars().take(3).collect()),
            ("%A", weekday_name.to_owned()),
            ("%a", weekday_name.chars().take(3).collect()),
            ("%j", format!("{:03}", date.day_of_year())),
            ("%u", weekday(date).to_string()),
            ("%V", format!("{:02}", iso_week(date))),
            ("%H", format!("{hour:02}")),
            ("%I", format!("{:02}", (hour + 11) % 12 + 1)),
            ("%M", format!("{minute:02}")),
            ("%S", format!("{second:02}")),
            ("%3f", format!("{:03}", fraction / 1000)),
            ("%p", if hour < 12 { "AM" } else { "PM" }.to_owned()),
            (
                "%z",
                format!("{sign}{:02}{:02}{}", minutes / 60, minutes % 60, more("")),
            ),
            (
                "%:z",
                format!("{sign}{:02}:{:02}{}", minutes / 60, minutes % 60, more(":")),
            ),
            ("%%", "%".to_owned()),
        ];
        match known
            .into_iter()
            .find(|(directive, _)| rest.starts_with(directive))
        {
            Some((directive, text)) => {
                out.push_str(&text);
                rest = &rest[directive.len()..];
            }
            None => {
                assert!(next != '%', "the oracle does not know the format {format}");
                out.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    out
}

//! Formats of times and dates, in the notation of strftime.
//!
//! The compiler checks every format by its directives. `jiff` interprets a format one character at
//! a time, so there is no compiled form to cache.

mod directive;
mod foreign;

use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::Offset;

use crate::calendar::{DAYS, INSTANTS};
use crate::clock::DAY;
use crate::failure::Failure;
use crate::malformed::Malformed;
use crate::zone::{date_time, of_date_time};
use directive::{Directive, directives};

/// What a format is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Writing a time in a zone.
    WriteTime,
    /// Writing a date.
    WriteDate,
    /// Reading a time from a text that has its own offset.
    ReadInstant,
    /// Reading a time from a text without an offset.
    ReadLocal,
    /// Reading a date.
    ReadDate,
}

/// Whether the format is valid for that use.
pub(crate) fn check(format: &str, usage: Use) -> Result<(), Malformed> {
    let all = directives(format)?;
    if all.is_empty() {
        return Err(foreign::without_directives(format));
    }
    match usage {
        Use::WriteTime => Ok(()),
        Use::WriteDate => only_days(&all),
        Use::ReadInstant => {
            readable(&all)?;
            if all.iter().any(|one| one.is_offset()) {
                return Ok(());
            }
            Err(Malformed::new("has no offset from UTC, so it needs a zone").help(format!(
                "name the zone of the text: `to_time({format:?}, \"Europe/Stockholm\")`; if the text has an offset, such as `+02:00`, write `%:z` for it"
            )))
        }
        Use::ReadLocal => {
            readable(&all)?;
            match all.iter().find(|one| one.is_offset()) {
                None => Ok(()),
                Some(offset) => Err(Malformed::new(format!(
                    "has an offset, `{}`, beside the zone",
                    offset.written
                ))
                .help(format!("leave out the zone: `to_time({format:?})`"))),
            }
        }
        Use::ReadDate => {
            only_days(&all)?;
            readable(&all)
        }
    }
}

/// A date has no parts smaller than days.
fn only_days(all: &[Directive<'_>]) -> Result<(), Malformed> {
    match all.iter().find(|one| one.is_of_day() || one.is_offset()) {
        None => Ok(()),
        Some(other) => Err(Malformed::new(format!(
            "has `{}`, but a date has no time of day",
            other.written
        ))
        .help("leave it out; a `time` has both: `now().format(\"%Y-%m-%d %H:%M\", \"Europe/Stockholm\")`")),
    }
}

/// A format for reading must determine the day, and must not omit a part of the time while
/// containing a smaller one.
fn readable(all: &[Directive<'_>]) -> Result<(), Malformed> {
    let has = |letters: &str| all.iter().any(|one| letters.contains(one.letter));
    if let Some(other) = all.iter().find(|one| one.letter == 'q') {
        return Err(
            Malformed::new(format!("has `{}`, which is for output only", other.written))
                .help("leave it out: the month says which quarter it is"),
        );
    }
    let of_month = has("mBbh") && has("de");
    let is_day =
        has("FD") || has("Yy") && (of_month || has("j")) || has("G") && has("V") && has("Aauw");
    if !is_day {
        return Err(Malformed::new("does not say which day it is")
            .help("a day is read by year, month and day, such as `%Y-%m-%d` or `%d.%m.%Y`, or by year and day of the year, `%Y-%j`"));
    }
    let (twelve, half) = (has("Il"), has("pP"));
    if twelve && !half {
        return Err(Malformed::new("has hours up to 12 without am or pm")
            .help("hours up to 23 are `%H`; otherwise add `%p`: `%I:%M %p`"));
    }
    if half && !twelve {
        return Err(Malformed::new("has am or pm without hours up to 12")
            .help("write `%I` for the hour: `%I:%M %p`"));
    }
    let second = has("ST");
    let minute = has("MRT");
    let hour = twelve || has("HkRT");
    let missing = [
        (minute && !hour, "minutes without hours"),
        (second && !minute, "seconds without minutes"),
        (has("f") && !second, "a fraction without seconds"),
    ];
    match missing.iter().find(|(is_missing, _)| *is_missing) {
        None => Ok(()),
        Some((_, what)) => {
            Err(Malformed::new(format!("has {what}")).help("a time of day is `%H:%M:%S`"))
        }
    }
}

/// A local time in a format, with the offset of its zone.
pub(crate) fn write_time(format: &str, local: i64, offset: i64) -> Result<String, Failure> {
    let mut parts = BrokenDownTime::from(date_time(local).ok_or_else(unwritten)?);
    let seconds = i32::try_from(offset / 1_000_000).map_err(|_| unwritten())?;
    parts.set_offset(Some(
        Offset::from_seconds(seconds).map_err(|_| unwritten())?,
    ));
    parts.to_string(format).map_err(|_| unwritten())
}

/// A date in a format.
pub(crate) fn write_date(format: &str, day: i64) -> Result<String, Failure> {
    let midnight = date_time(day * DAY).ok_or_else(unwritten)?;
    let parts = BrokenDownTime::from(midnight.date());
    parts.to_string(format).map_err(|_| unwritten())
}

#[cold]
fn unwritten() -> Failure {
    Failure::internal("a time does not fit a format that was checked")
}

/// The instant that a text with an offset represents.
pub(crate) fn read_instant(format: &str, text: &str) -> Option<i64> {
    let parts = BrokenDownTime::parse(format, text).ok()?;
    let offset = i64::from(parts.offset()?.seconds()) * 1_000_000;
    let instant = of_date_time(parts.to_datetime().ok()?)?.checked_sub(offset)?;
    INSTANTS.contains(&instant).then_some(instant)
}

/// The local time that a text represents.
pub(crate) fn read_local(format: &str, text: &str) -> Option<i64> {
    let parts = BrokenDownTime::parse(format, text).ok()?;
    let local = of_date_time(parts.to_datetime().ok()?)?;
    INSTANTS.contains(&local).then_some(local)
}

/// The day that a text represents.
pub(crate) fn read_date(format: &str, text: &str) -> Option<i64> {
    let parts = BrokenDownTime::parse(format, text).ok()?;
    let midnight = of_date_time(parts.to_date().ok()?.at(0, 0, 0, 0))?;
    Some(midnight.div_euclid(DAY)).filter(|day| DAYS.contains(day))
}

#[cfg(test)]
mod tests;

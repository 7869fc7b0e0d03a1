//! `time.start_of(unit, zone)`.

use crate::clock::DAY;
use crate::days::{self, Unit};
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};

use super::local::{ZONE, day, fitting, local};

pub(in crate::functions) const START_OF: Function = Function {
    name: "start_of",
    on: Pattern::Time,
    property: false,
    parameters: &[
        Parameter {
            name: "unit",
            ty: Pattern::Written(Notation::TimeUnit),
            docs: "minute, hour, day, week, month or year",
        },
        ZONE,
    ],
    returns: Pattern::Time,
    docs: "The beginning of the `\"minute\"`, `\"hour\"`, `\"day\"`, `\"week\"` (which begins on Monday), `\"month\"` or `\"year\"` of the time in a zone.",
    examples: &[
        Example {
            code: r#"time("2026-01-01T23:30:00Z").start_of("day", "Europe/Stockholm")"#,
            value: r#""2026-01-01T23:00:00.000000Z""#,
        },
        Example {
            code: r#"time("2026-01-01T23:30:00Z").start_of("week", "UTC")"#,
            value: r#""2025-12-29T00:00:00.000000Z""#,
        },
        Example {
            code: r#"time("2026-01-01T23:30:15Z").start_of("hour", "Asia/Kolkata")"#,
            value: r#""2026-01-01T23:30:00.000000Z""#,
        },
    ],
    code: Implementation::Host(start_of),
};

const MINUTE: i64 = 60_000_000;

fn start_of(call: &mut Call<'_>) -> Result<(), Failure> {
    // The compiler has checked the name.
    let unit = Unit::named(call.text(1)?).ok_or_else(|| Failure::internal("an unknown unit"))?;
    let (zone, local) = local(call, 3)?;
    let within = |length: i64| local - local.rem_euclid(length);
    let time = match unit {
        // An hour that the clock repeats begins twice.
        Unit::Minute => zone.last_until(within(MINUTE), call.int(0)?),
        Unit::Hour => zone.last_until(within(60 * MINUTE), call.int(0)?),
        Unit::Day | Unit::Week | Unit::Month | Unit::Year => {
            zone.first(days::start(day(local), unit) * DAY)
        }
    };
    call.give(&[fitting(time)?.cast_unsigned()]);
    Ok(())
}

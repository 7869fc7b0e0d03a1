//! `date.at(clock, zone)`.

use crate::clock;
use crate::failure::Failure;
use crate::functions::time::local::{ZONE, fitting, zone};
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};

use super::received::day;

pub(in crate::functions) const AT: Function = Function {
    name: "at",
    on: Pattern::Date,
    property: false,
    parameters: &[
        Parameter {
            name: "clock",
            ty: Pattern::Written(Notation::Clock),
            docs: "the time of day: \"09:00\" or \"09:00:30\"",
        },
        ZONE,
    ],
    returns: Pattern::Time,
    docs: "The time at which the clock in a zone shows a time of day on the date. A time of day that is skipped is the end of the gap, a repeated one is the first.",
    examples: &[
        Example {
            code: r#"date("2026-07-01").at("09:00", "Europe/Stockholm")"#,
            value: r#""2026-07-01T07:00:00.000000Z""#,
        },
        Example {
            code: r#"date("2026-03-29").at("02:30", "Europe/Stockholm")"#,
            value: r#""2026-03-29T01:00:00.000000Z""#,
        },
    ],
    code: Implementation::Host(at),
};

fn at(call: &mut Call<'_>) -> Result<(), Failure> {
    // The compiler has checked the text.
    let time = clock::parse(call.text(1)?);
    let time = time.ok_or_else(|| Failure::internal("an unknown time of day"))?;
    let zone = zone(call, 3)?;
    let day = day(call, 0)?.checked_mul(clock::DAY);
    let local = day.and_then(|day| day.checked_add(time));
    let time = fitting(local.and_then(|local| zone.first(local)))?;
    call.give(&[time.cast_unsigned()]);
    Ok(())
}

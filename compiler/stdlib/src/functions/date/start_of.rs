//! `date.start_of(unit)`.

use crate::calendar::DAYS;
use crate::days::{self, Unit};
use crate::failure::Failure;
use crate::functions::time::local::fitting;
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};

use super::received::day;

pub(in crate::functions) const START_OF: Function = Function {
    name: "start_of",
    on: Pattern::Date,
    property: false,
    parameters: &[Parameter {
        name: "unit",
        ty: Pattern::Written(Notation::DateUnit),
        docs: "week, month or year",
    }],
    returns: Pattern::Date,
    docs: "The first day of the `\"week\"` (which begins on Monday), `\"month\"` or `\"year\"` of the date.",
    examples: &[
        Example {
            code: r#"date("2026-01-31").start_of("month")"#,
            value: r#""2026-01-01""#,
        },
        Example {
            code: r#"date("2026-01-31").start_of("week")"#,
            value: r#""2026-01-26""#,
        },
    ],
    code: Implementation::Host(start_of),
};

fn start_of(call: &mut Call<'_>) -> Result<(), Failure> {
    // The compiler has checked the name.
    let unit = Unit::named(call.text(1)?).ok_or_else(|| Failure::internal("an unknown unit"))?;
    let moved = days::start(day(call, 0)?, unit);
    let moved = fitting(Some(moved).filter(|day| DAYS.contains(day)))?;
    call.give(&[moved.cast_unsigned()]);
    Ok(())
}

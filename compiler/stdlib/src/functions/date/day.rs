//! `date.day()`.

use crate::calendar::Date;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::received;

pub(in crate::functions) const DAY: Function = Function {
    name: "day",
    on: Pattern::Date,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The day of the month of the date, from 1 to 31.",
    examples: &[Example {
        code: r#"date("2026-01-31").day()"#,
        value: r#"31"#,
    }],
    code: Implementation::Host(day),
};

fn day(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = Date::of(received::day(call, 0)?).day;
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

//! `date.weekday()`.

use crate::days;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::received::day;

pub(in crate::functions) const WEEKDAY: Function = Function {
    name: "weekday",
    on: Pattern::Date,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The day of the week of the date, from 1 for Monday to 7 for Sunday.",
    examples: &[Example {
        code: r#"date("2026-01-31").weekday()"#,
        value: r#"6"#,
    }],
    code: Implementation::Host(weekday),
};

fn weekday(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = days::weekday(day(call, 0)?);
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

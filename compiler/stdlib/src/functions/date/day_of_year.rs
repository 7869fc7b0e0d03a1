//! `date.day_of_year()`.

use crate::days;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::received::day;

pub(in crate::functions) const DAY_OF_YEAR: Function = Function {
    name: "day_of_year",
    on: Pattern::Date,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The day of the year of the date, from 1 to 366.",
    examples: &[Example {
        code: r#"date("2026-01-31").day_of_year()"#,
        value: r#"31"#,
    }],
    code: Implementation::Host(day_of_year),
};

fn day_of_year(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = days::day_of_year(day(call, 0)?);
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

//! `date.year()`.

use crate::calendar::Date;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::received::day;

pub(in crate::functions) const YEAR: Function = Function {
    name: "year",
    on: Pattern::Date,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The year of the date.",
    examples: &[Example {
        code: r#"date("2026-01-31").year()"#,
        value: r#"2026"#,
    }],
    code: Implementation::Host(year),
};

fn year(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = Date::of(day(call, 0)?).year;
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

//! `date.plus_years(years)`.

use crate::days;
use crate::failure::Failure;
use crate::functions::time::local::fitting;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

use super::received::day;

pub(in crate::functions) const PLUS_YEARS: Function = Function {
    name: "plus_years",
    on: Pattern::Date,
    property: false,
    parameters: &[Parameter {
        name: "years",
        ty: Pattern::Int,
        docs: "how many; negative to go back",
    }],
    returns: Pattern::Date,
    docs: "The date so many years later; 28 February instead of a 29 February that there is not.",
    examples: &[Example {
        code: r#"date("2024-02-29").plus_years(1)"#,
        value: r#""2025-02-28""#,
    }],
    code: Implementation::Host(plus_years),
};

fn plus_years(call: &mut Call<'_>) -> Result<(), Failure> {
    let moved = fitting(days::plus_years(day(call, 0)?, call.int(1)?))?;
    call.give(&[moved.cast_unsigned()]);
    Ok(())
}

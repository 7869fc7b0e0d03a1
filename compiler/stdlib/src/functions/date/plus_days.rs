//! `date.plus_days(days)`.

use crate::days;
use crate::failure::Failure;
use crate::functions::time::local::fitting;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

use super::received::day;

pub(in crate::functions) const PLUS_DAYS: Function = Function {
    name: "plus_days",
    on: Pattern::Date,
    property: false,
    parameters: &[Parameter {
        name: "days",
        ty: Pattern::Int,
        docs: "how many; negative to go back",
    }],
    returns: Pattern::Date,
    docs: "The date so many days later.",
    examples: &[Example {
        code: r#"date("2026-01-31").plus_days(1)"#,
        value: r#""2026-02-01""#,
    }],
    code: Implementation::Host(plus_days),
};

fn plus_days(call: &mut Call<'_>) -> Result<(), Failure> {
    let moved = fitting(days::plus_days(day(call, 0)?, call.int(1)?))?;
    call.give(&[moved.cast_unsigned()]);
    Ok(())
}

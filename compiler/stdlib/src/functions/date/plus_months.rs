//! `date.plus_months(months)`.

use crate::days;
use crate::failure::Failure;
use crate::functions::time::local::fitting;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

use super::received::day;

pub(in crate::functions) const PLUS_MONTHS: Function = Function {
    name: "plus_months",
    on: Pattern::Date,
    property: false,
    parameters: &[Parameter {
        name: "months",
        ty: Pattern::Int,
        docs: "how many; negative to go back",
    }],
    returns: Pattern::Date,
    docs: "The date so many months later, on the same day of the month; on the last day of a month that is too short.",
    examples: &[Example {
        code: r#"date("2026-01-31").plus_months(1)"#,
        value: r#""2026-02-28""#,
    }],
    code: Implementation::Host(plus_months),
};

fn plus_months(call: &mut Call<'_>) -> Result<(), Failure> {
    let moved = fitting(days::plus_months(day(call, 0)?, call.int(1)?))?;
    call.give(&[moved.cast_unsigned()]);
    Ok(())
}

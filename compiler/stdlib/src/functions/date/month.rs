//! `date.month()`.

use crate::calendar::Date;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::received::day;

pub(in crate::functions) const MONTH: Function = Function {
    name: "month",
    on: Pattern::Date,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The month of the date, from 1 to 12.",
    examples: &[Example {
        code: r#"date("2026-01-31").month()"#,
        value: r#"1"#,
    }],
    code: Implementation::Host(month),
};

fn month(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = Date::of(day(call, 0)?).month;
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

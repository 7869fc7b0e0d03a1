//! `date.iso_week()`.

use crate::days;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::received::day;

pub(in crate::functions) const ISO_WEEK: Function = Function {
    name: "iso_week",
    on: Pattern::Date,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The week of the date by ISO 8601, from 1 to 53: weeks begin on Monday, and week 1 has the first Thursday of the year.",
    examples: &[Example {
        code: r#"date("2026-01-31").iso_week()"#,
        value: r#"5"#,
    }],
    code: Implementation::Host(iso_week),
};

fn iso_week(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = days::iso_week(day(call, 0)?);
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

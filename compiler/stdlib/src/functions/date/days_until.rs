//! `date.days_until(other)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

use super::received::day;

pub(in crate::functions) const DAYS_UNTIL: Function = Function {
    name: "days_until",
    on: Pattern::Date,
    property: false,
    parameters: &[Parameter {
        name: "other",
        ty: Pattern::Date,
        docs: "the later date",
    }],
    returns: Pattern::Int,
    docs: "The number of days from the date to another one; negative if that one is earlier.",
    examples: &[
        Example {
            code: r#"date("2026-01-31").days_until(date("2026-02-02"))"#,
            value: r#"2"#,
        },
        Example {
            code: r#"date("2026-01-31").days_until(date("2026-01-01"))"#,
            value: r#"-30"#,
        },
    ],
    code: Implementation::Host(days_until),
};

fn days_until(call: &mut Call<'_>) -> Result<(), Failure> {
    let days = day(call, 1)? - day(call, 0)?;
    call.give(&[days.cast_unsigned()]);
    Ok(())
}

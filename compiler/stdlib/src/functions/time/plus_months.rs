//! `time.plus_months(months, zone)`.

use crate::days;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

use super::local::{ZONE, give_moved};

pub(in crate::functions) const PLUS_MONTHS: Function = Function {
    name: "plus_months",
    on: Pattern::Time,
    property: false,
    parameters: &[
        Parameter {
            name: "months",
            ty: Pattern::Int,
            docs: "how many; negative to go back",
        },
        ZONE,
    ],
    returns: Pattern::Time,
    docs: "The time so many months later, on the same day of the month at the same time of day in the zone; on the last day of a month that is too short.",
    examples: &[Example {
        code: r#"time("2026-01-31T12:00:00Z").plus_months(1, "UTC")"#,
        value: r#""2026-02-28T12:00:00.000000Z""#,
    }],
    code: Implementation::Host(plus_months),
};

fn plus_months(call: &mut Call<'_>) -> Result<(), Failure> {
    give_moved(call, days::plus_months)
}

//! `time.plus_days(days, zone)`.

use crate::days;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

use super::local::{ZONE, give_moved};

pub(in crate::functions) const PLUS_DAYS: Function = Function {
    name: "plus_days",
    on: Pattern::Time,
    property: false,
    parameters: &[
        Parameter {
            name: "days",
            ty: Pattern::Int,
            docs: "how many; negative to go back",
        },
        ZONE,
    ],
    returns: Pattern::Time,
    docs: "The time so many days later, when the clock in the zone shows the same time of day.",
    examples: &[
        Example {
            code: r#"time("2026-03-28T08:00:00Z").plus_days(1, "Europe/Stockholm")"#,
            value: r#""2026-03-29T07:00:00.000000Z""#,
        },
        Example {
            code: r#"time("2026-03-28T01:30:00Z").plus_days(1, "Europe/Stockholm")"#,
            value: r#""2026-03-29T01:00:00.000000Z""#,
        },
    ],
    code: Implementation::Host(plus_days),
};

fn plus_days(call: &mut Call<'_>) -> Result<(), Failure> {
    give_moved(call, days::plus_days)
}

//! `time.plus_years(years, zone)`.

use crate::days;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

use super::local::{ZONE, give_moved};

pub(in crate::functions) const PLUS_YEARS: Function = Function {
    name: "plus_years",
    on: Pattern::Time,
    property: false,
    parameters: &[
        Parameter {
            name: "years",
            ty: Pattern::Int,
            docs: "how many; negative to go back",
        },
        ZONE,
    ],
    returns: Pattern::Time,
    docs: "The time so many years later, on the same day at the same time of day in the zone; on 28 February instead of a 29 February that there is not.",
    examples: &[Example {
        code: r#"time("2024-02-29T12:00:00Z").plus_years(-1, "UTC")"#,
        value: r#""2023-02-28T12:00:00.000000Z""#,
    }],
    code: Implementation::Host(plus_years),
};

fn plus_years(call: &mut Call<'_>) -> Result<(), Failure> {
    give_moved(call, days::plus_years)
}

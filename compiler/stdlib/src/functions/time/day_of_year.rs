//! `time.day_of_year(zone)`.

use crate::days;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::local::{ZONE, day, give_part};

pub(in crate::functions) const DAY_OF_YEAR: Function = Function {
    name: "day_of_year",
    on: Pattern::Time,
    property: false,
    parameters: &[ZONE],
    returns: Pattern::Int,
    docs: "The day of the year of the time in a zone, from 1 to 366.",
    examples: &[Example {
        code: r#"time("2025-12-31T23:30:15Z").day_of_year("UTC")"#,
        value: r#"365"#,
    }],
    code: Implementation::Host(day_of_year),
};

fn day_of_year(call: &mut Call<'_>) -> Result<(), Failure> {
    give_part(call, |local| days::day_of_year(day(local)))
}

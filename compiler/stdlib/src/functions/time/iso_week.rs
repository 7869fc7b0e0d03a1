//! `time.iso_week(zone)`.

use crate::days;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::local::{ZONE, day, give_part};

pub(in crate::functions) const ISO_WEEK: Function = Function {
    name: "iso_week",
    on: Pattern::Time,
    property: false,
    parameters: &[ZONE],
    returns: Pattern::Int,
    docs: "The week of the time in a zone by ISO 8601, from 1 to 53: weeks begin on Monday, and week 1 has the first Thursday of the year.",
    examples: &[Example {
        code: r#"time("2025-12-31T23:30:15Z").iso_week("UTC")"#,
        value: r#"1"#,
    }],
    code: Implementation::Host(iso_week),
};

fn iso_week(call: &mut Call<'_>) -> Result<(), Failure> {
    give_part(call, |local| days::iso_week(day(local)))
}

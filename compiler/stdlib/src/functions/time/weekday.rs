//! `time.weekday(zone)`.

use crate::days;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::local::{ZONE, day, give_part};

pub(in crate::functions) const WEEKDAY: Function = Function {
    name: "weekday",
    on: Pattern::Time,
    property: false,
    parameters: &[ZONE],
    returns: Pattern::Int,
    docs: "The day of the week of the time in a zone, from 1 for Monday to 7 for Sunday.",
    examples: &[Example {
        code: r#"time("2025-12-31T23:30:15Z").weekday("Europe/Stockholm")"#,
        value: r#"4"#,
    }],
    code: Implementation::Host(weekday),
};

fn weekday(call: &mut Call<'_>) -> Result<(), Failure> {
    give_part(call, |local| days::weekday(day(local)))
}

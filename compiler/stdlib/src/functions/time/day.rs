//! `time.day(zone)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::local::{ZONE, date, give_part};

pub(in crate::functions) const DAY: Function = Function {
    name: "day",
    on: Pattern::Time,
    property: false,
    parameters: &[ZONE],
    returns: Pattern::Int,
    docs: "The day of the month of the time in a zone, from 1 to 31.",
    examples: &[Example {
        code: r#"time("2025-12-31T23:30:15Z").day("Europe/Stockholm")"#,
        value: r#"1"#,
    }],
    code: Implementation::Host(day),
};

fn day(call: &mut Call<'_>) -> Result<(), Failure> {
    give_part(call, |local| date(local).day)
}

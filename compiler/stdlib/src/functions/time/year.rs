//! `time.year(zone)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::local::{ZONE, date, give_part};

pub(in crate::functions) const YEAR: Function = Function {
    name: "year",
    on: Pattern::Time,
    property: false,
    parameters: &[ZONE],
    returns: Pattern::Int,
    docs: "The year of the time in a zone.",
    examples: &[Example {
        code: r#"time("2025-12-31T23:30:15Z").year("Europe/Stockholm")"#,
        value: r#"2026"#,
    }],
    code: Implementation::Host(year),
};

fn year(call: &mut Call<'_>) -> Result<(), Failure> {
    give_part(call, |local| date(local).year)
}

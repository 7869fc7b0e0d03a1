//! `time.date(zone)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::local::{ZONE, day, give_part};

pub(in crate::functions) const TIME_DATE: Function = Function {
    name: "date",
    on: Pattern::Time,
    property: false,
    parameters: &[ZONE],
    returns: Pattern::Date,
    docs: "The date of the time in a zone.",
    examples: &[Example {
        code: r#"time("2025-12-31T23:30:00Z").date("Europe/Stockholm")"#,
        value: r#""2026-01-01""#,
    }],
    code: Implementation::Host(time_date),
};

fn time_date(call: &mut Call<'_>) -> Result<(), Failure> {
    give_part(call, day)
}

//! `time.hour(zone)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::local::{ZONE, give_part, second_of_day};

pub(in crate::functions) const HOUR: Function = Function {
    name: "hour",
    on: Pattern::Time,
    property: false,
    parameters: &[ZONE],
    returns: Pattern::Int,
    docs: "The hour of the time in a zone, from 0 to 23.",
    examples: &[
        Example {
            code: r#"time("2025-12-31T23:30:15Z").hour("Europe/Stockholm")"#,
            value: r#"0"#,
        },
        Example {
            code: r#"time("2026-07-01T12:00:00Z").hour("America/New_York")"#,
            value: r#"8"#,
        },
    ],
    code: Implementation::Host(hour),
};

fn hour(call: &mut Call<'_>) -> Result<(), Failure> {
    give_part(call, |local| second_of_day(local) / 3600)
}

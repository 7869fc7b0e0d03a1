//! `time.second(zone)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::local::{ZONE, give_part, second_of_day};

pub(in crate::functions) const SECOND: Function = Function {
    name: "second",
    on: Pattern::Time,
    property: false,
    parameters: &[ZONE],
    returns: Pattern::Int,
    docs: "The second of the time in a zone, from 0 to 59.",
    examples: &[Example {
        code: r#"time("2025-12-31T23:30:15Z").second("UTC")"#,
        value: r#"15"#,
    }],
    code: Implementation::Host(second),
};

fn second(call: &mut Call<'_>) -> Result<(), Failure> {
    give_part(call, |local| second_of_day(local) % 60)
}

//! `time.minute(zone)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::local::{ZONE, give_part, second_of_day};

pub(in crate::functions) const MINUTE: Function = Function {
    name: "minute",
    on: Pattern::Time,
    property: false,
    parameters: &[ZONE],
    returns: Pattern::Int,
    docs: "The minute of the time in a zone, from 0 to 59.",
    examples: &[Example {
        code: r#"time("2025-12-31T23:30:15Z").minute("Asia/Kolkata")"#,
        value: r#"0"#,
    }],
    code: Implementation::Host(minute),
};

fn minute(call: &mut Call<'_>) -> Result<(), Failure> {
    give_part(call, |local| second_of_day(local) / 60 % 60)
}

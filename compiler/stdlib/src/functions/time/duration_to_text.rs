//! `duration.to_text()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::write::{self, TextKind};

pub(in crate::functions) const DURATION_TO_TEXT: Function = Function {
    name: "to_text",
    on: Pattern::Duration,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The duration in the format of ISO 8601: hours, minutes and seconds.",
    examples: &[Example {
        code: r#"(90m).to_text()"#,
        value: r#""PT1H30M""#,
    }],
    code: Implementation::Host(duration_to_text),
};

fn duration_to_text(call: &mut Call<'_>) -> Result<(), Failure> {
    call.give_built(|call, out| write::text_of(out, TextKind::Duration, call.word(0)?))
}

//! `date.to_text()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::write::{self, TextKind};

pub(in crate::functions) const DATE_TO_TEXT: Function = Function {
    name: "to_text",
    on: Pattern::Date,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The date as year, month and day, as in ISO 8601.",
    examples: &[Example {
        code: r#"date("2026-01-31").to_text()"#,
        value: r#""2026-01-31""#,
    }],
    code: Implementation::Host(date_to_text),
};

fn date_to_text(call: &mut Call<'_>) -> Result<(), Failure> {
    call.give_built(|call, out| write::text_of(out, TextKind::Date, call.word(0)?))
}

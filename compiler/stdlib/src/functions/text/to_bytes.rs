//! `text.to_bytes()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const TO_BYTES: Function = Function {
    name: "to_bytes",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Bytes,
    docs: "The UTF-8 bytes of the text.",
    examples: &[Example {
        code: r#""Zoë".to_bytes().hex()"#,
        value: r#""5a6fc3ab""#,
    }],
    code: Implementation::Host(to_bytes),
};

fn to_bytes(call: &mut Call<'_>) -> Result<(), Failure> {
    // The text is not copied.
    let length = call.text(0)?.len();
    call.give_part(0, 0, length)
}

//! `text.hex()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::write::digits;

pub(in crate::functions) const HEX: Function = Function {
    name: "hex",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The UTF-8 bytes of the text in hexadecimal.",
    examples: &[Example {
        code: r#""hi!".hex()"#,
        value: r#""686921""#,
    }],
    code: Implementation::Host(hex),
};

fn hex(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    call.give_built(|call, out| {
        out.extend(call.text(0)?.bytes().flat_map(digits));
        Ok(())
    })
}

//! `bytes.hex()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::write::digits;

pub(in crate::functions) const HEX: Function = Function {
    name: "hex",
    on: Pattern::Bytes,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The bytes in hexadecimal.",
    examples: &[Example {
        code: r#""hi!".to_bytes().hex()"#,
        value: r#""686921""#,
    }],
    code: Implementation::Host(hex),
};

fn hex(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    call.give_built(|call, out| {
        out.extend(call.bytes(0)?.iter().copied().flat_map(digits));
        Ok(())
    })
}

//! `bytes.base64()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub(in crate::functions) const BASE64: Function = Function {
    name: "base64",
    on: Pattern::Bytes,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The bytes in base64, with padding, as they are written to JSON.",
    examples: &[Example {
        code: r#""hello".to_bytes().base64()"#,
        value: r#""aGVsbG8=""#,
    }],
    code: Implementation::Host(base64),
};

fn base64(call: &mut Call<'_>) -> Result<(), Failure> {
    let encoded = STANDARD.encode(call.bytes(0)?);
    call.spend_bytes(encoded.len() as u64);
    call.give_text(&encoded)
}

//! `bytes.sha256()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use sha2::{Digest as _, Sha256};

use crate::write::digits;

pub(in crate::functions) const SHA256: Function = Function {
    name: "sha256",
    on: Pattern::Bytes,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The SHA-256 of the bytes, in hexadecimal.",
    examples: &[Example {
        code: r#""abc".to_bytes().sha256()"#,
        value: r#""ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad""#,
    }],
    code: Implementation::Host(sha256),
};

fn sha256(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?.saturating_mul(4));
    let hash = Sha256::digest(call.bytes(0)?);
    let hex: Vec<u8> = hash.iter().copied().flat_map(digits).collect();
    let words = call.context.allocate_bytes(&hex)?;
    call.give(&words);
    Ok(())
}

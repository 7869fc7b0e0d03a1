//! `uuid()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::write::digits;

pub(in crate::functions) const UUID: Function = Function {
    name: "uuid",
    on: Pattern::Nothing,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "A random id, different each time, that nobody can guess: a UUID of version 4. Allowed in workflows, and as a default in collections.",
    examples: &[Example {
        code: "uuid().length",
        value: "36",
    }],
    code: Implementation::Host(uuid),
};

fn uuid(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend(20);
    let drawn = call.context.randomness.draw();
    let mut text = Vec::with_capacity(36);
    for (index, octet) in drawn.into_iter().take(16).enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push(b'-');
        }
        // The version and the variant (RFC 9562, 5.4).
        let octet = match index {
            6 => octet & 0x0f | 0x40,
            8 => octet & 0x3f | 0x80,
            _ => octet,
        };
        text.extend(digits(octet));
    }
    let words = call.context.allocate_bytes(&text)?;
    call.give(&words);
    Ok(())
}

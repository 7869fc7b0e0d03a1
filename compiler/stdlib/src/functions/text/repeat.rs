//! `text.repeat(count)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const REPEAT: Function = Function {
    name: "repeat",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "count",
        ty: Pattern::Int,
        docs: "how many times; a negative number counts as 0",
    }],
    returns: Pattern::Text,
    docs: "The text repeated `count` times.",
    examples: &[Example {
        code: r#""ab".repeat(3)"#,
        value: r#""ababab""#,
    }],
    code: Implementation::Host(repeat),
};

fn repeat(call: &mut Call<'_>) -> Result<(), Failure> {
    let count = call.count(2)?;
    let length = call.text(0)?.len().saturating_mul(count);
    call.expect_room(length)?;
    call.spend_bytes(length as u64);
    call.give_built(|call, out| {
        let text = call.text(0)?.as_bytes();
        if !text.is_empty() {
            (0..count).for_each(|_| out.extend_from_slice(text));
        }
        Ok(())
    })
}

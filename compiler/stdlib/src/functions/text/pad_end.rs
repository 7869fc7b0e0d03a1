//! `text.pad_end(width, with)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const PAD_END: Function = Function {
    name: "pad_end",
    on: Pattern::Text,
    property: false,
    parameters: &[
        Parameter {
            name: "width",
            ty: Pattern::Int,
            docs: "how many characters there are at least",
        },
        Parameter {
            name: "with",
            ty: Pattern::Text,
            docs: "what to fill up with",
        },
    ],
    returns: Pattern::Text,
    docs: "The text with others behind it, until it has so many characters.",
    examples: &[Example {
        code: r#""ab".pad_end(4, ".")"#,
        value: r#""ab..""#,
    }],
    code: Implementation::Host(pad_end),
};

fn pad_end(call: &mut Call<'_>) -> Result<(), Failure> {
    let (width, length) = (call.count(2)?, call.text(0)?.chars().count());
    let missing = width.saturating_sub(length);
    let with = call.text(3)?;
    if missing == 0 || with.is_empty() {
        return call.give_part(0, 0, call.text(0)?.len());
    }
    let most = missing
        .saturating_mul(4)
        .saturating_add(call.text(0)?.len());
    call.expect_room(most)?;
    call.spend_bytes(most as u64);
    call.give_built(|call, out| {
        let pad: String = call.text(3)?.chars().cycle().take(missing).collect();
        out.extend_from_slice(call.text(0)?.as_bytes());
        out.extend_from_slice(pad.as_bytes());
        Ok(())
    })
}

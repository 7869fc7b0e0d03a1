//! Padding, shared by `pad_start` and `pad_end`.

use crate::failure::Failure;
use crate::functions::{Call, Parameter, Pattern};

/// `(width, with)`
pub(super) const PARAMETERS: &[Parameter] = &[
    Parameter {
        name: "width",
        ty: Pattern::Int,
        docs: "the minimum number of characters",
    },
    Parameter {
        name: "with",
        ty: Pattern::Text,
        docs: "what to pad with, repeated as needed; an empty text adds nothing",
    },
];

/// The side to pad.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    End,
}

/// Pads a text to a width.
pub(super) fn pad(call: &mut Call<'_>, side: Side) -> Result<(), Failure> {
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
        let text = call.text(0)?.as_bytes();
        let pad: String = call.text(3)?.chars().cycle().take(missing).collect();
        let (first, second) = match side {
            Side::Start => (pad.as_bytes(), text),
            Side::End => (text, pad.as_bytes()),
        };
        out.extend_from_slice(first);
        out.extend_from_slice(second);
        Ok(())
    })
}

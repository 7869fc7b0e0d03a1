//! `text.slice(start, end)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const SLICE: Function = Function {
    name: "slice",
    on: Pattern::Text,
    property: false,
    parameters: &[
        Parameter {
            name: "start",
            ty: Pattern::Int,
            docs: "the index of the first character",
        },
        Parameter {
            name: "end",
            ty: Pattern::Int,
            docs: "the index after the last character",
        },
    ],
    returns: Pattern::Text,
    docs: "The characters from index `start` up to, but not including, index `end`. Indexes past the end are allowed.",
    examples: &[
        Example {
            code: r#""6113728f".slice(2, 4)"#,
            value: r#""13""#,
        },
        Example {
            code: r#""ab".slice(1, 9)"#,
            value: r#""b""#,
        },
    ],
    code: Implementation::Host(slice),
};

fn slice(call: &mut Call<'_>) -> Result<(), Failure> {
    let (start, end) = (call.count(2)?, call.count(3)?);
    call.spend_bytes(call.word(1)?);
    let text = call.text(0)?;
    let place = |index: usize| {
        let character = text.char_indices().nth(index);
        character.map_or(text.len(), |(at, _)| at)
    };
    let (start, end) = (place(start), place(end.max(start)));
    call.give_part(0, start, end - start)
}

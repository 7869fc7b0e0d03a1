//! `list.slice(start, end)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const SLICE: Function = Function {
    name: "slice",
    on: Pattern::List,
    property: false,
    parameters: &[
        Parameter {
            name: "start",
            ty: Pattern::Int,
            docs: "the index of the first element",
        },
        Parameter {
            name: "end",
            ty: Pattern::Int,
            docs: "the index after the last element",
        },
    ],
    returns: Pattern::List,
    docs: "The elements from index `start` up to, but not including, index `end`. Indexes past the end are allowed.",
    examples: &[Example {
        code: r#"[1, 2, 3, 4].slice(1, 3)"#,
        value: r#"[2, 3]"#,
    }],
    code: Implementation::Host(slice),
};

fn slice(call: &mut Call<'_>) -> Result<(), Failure> {
    let (address, length) = (call.word(0)?, call.word(1)?);
    let end = length.min(call.count(3)? as u64);
    let start = end.min(call.count(2)? as u64);
    let first = call.element(address, start)?;
    call.give(&[first, end - start]);
    Ok(())
}

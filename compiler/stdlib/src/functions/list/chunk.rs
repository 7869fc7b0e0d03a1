//! `list.chunk(size)`.

use crate::failure::{Failure, FailureCode};
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const CHUNK: Function = Function {
    name: "chunk",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "size",
        ty: Pattern::Int,
        docs: "how many elements a part has",
    }],
    returns: Pattern::ListOf(&Pattern::List),
    docs: "The list in parts of so many elements; the last one has what is left.",
    examples: &[Example {
        code: r#"[1, 2, 3].chunk(2)"#,
        value: r#"[[1, 2], [3]]"#,
    }],
    code: Implementation::Host(chunk),
};

fn chunk(call: &mut Call<'_>) -> Result<(), Failure> {
    let (address, length) = (call.word(0)?, call.word(1)?);
    let size = call.count(2)? as u64;
    if size == 0 {
        return Err(Failure::new(
            FailureCode::OutOfRange,
            "a part of a list has at least one element",
        ));
    }
    let parts = length.div_ceil(size);
    call.spend(parts);
    let mut words = Vec::new();
    for part in 0..parts {
        let start = part * size;
        words.push(call.element(address, start)?);
        words.push(size.min(length - start));
    }
    call.give_list(&words, 2)
}

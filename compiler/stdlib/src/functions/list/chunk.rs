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
        docs: "the number of elements in each list, at least 1",
    }],
    returns: Pattern::ListOf(&Pattern::List),
    docs: "The list split into lists of `size` elements; the last one may be shorter. Fails with `out_of_range` if `size` is less than 1.",
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
            "a chunk must have at least one element",
        ));
    }
    let parts = length.div_ceil(size);
    call.spend(parts);
    // Allocates space for all parts first, so that a list that is too large fails here.
    let words = u32::try_from(parts.saturating_mul(2)).map_err(|_| too_large())?;
    let list = call.context.allocate(words)?;
    for (part, offset) in (0..parts).zip((0_u32..).step_by(2)) {
        let start = part * size;
        let first = call.element(address, start)?;
        call.context.store(list, offset, first)?;
        call.context
            .store(list, offset + 1, size.min(length - start))?;
    }
    call.give(&[list, parts]);
    Ok(())
}

fn too_large() -> Failure {
    Failure::new(
        FailureCode::TooLarge,
        "a list is larger than the memory of the execution",
    )
}

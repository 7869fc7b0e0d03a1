//! `list.skip(count)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const SKIP: Function = Function {
    name: "skip",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "count",
        ty: Pattern::Int,
        docs: "the number of elements; a negative one counts as 0",
    }],
    returns: Pattern::List,
    docs: "The list without its first `count` elements.",
    examples: &[Example {
        code: r#"[1, 2, 3].skip(1)"#,
        value: r#"[2, 3]"#,
    }],
    code: Implementation::Host(skip),
};

fn skip(call: &mut Call<'_>) -> Result<(), Failure> {
    let (address, length) = (call.word(0)?, call.word(1)?);
    let skipped = length.min(call.count(2)? as u64);
    let first = call.element(address, skipped)?;
    call.give(&[first, length - skipped]);
    Ok(())
}

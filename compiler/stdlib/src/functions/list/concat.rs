//! `list.concat(other)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const CONCAT: Function = Function {
    name: "concat",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "other",
        ty: Pattern::List,
        docs: "the list to add",
    }],
    returns: Pattern::List,
    docs: "The elements of the list, followed by those of `other`.",
    examples: &[Example {
        code: r#"[1, 2].concat([3])"#,
        value: r#"[1, 2, 3]"#,
    }],
    code: Implementation::Host(concat),
};

fn concat(call: &mut Call<'_>) -> Result<(), Failure> {
    let (address, length) = (call.word(0)?, call.word(1)?);
    let (other, others) = (call.word(2)?, call.word(3)?);
    let words = call.element_words()?;
    let all = length.saturating_add(others);
    call.spend(all.saturating_mul(words));
    let copy = call.allocate_elements(all)?;
    let behind = call.element(copy, length)?;
    for (to, from, count) in [(copy, address, length), (behind, other, others)] {
        let count = usize::try_from(count.saturating_mul(words)).unwrap_or(usize::MAX);
        call.context.copy_words(to, from, count)?;
    }
    call.give(&[copy, all]);
    Ok(())
}

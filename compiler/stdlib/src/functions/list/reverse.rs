//! `list.reverse()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const REVERSE: Function = Function {
    name: "reverse",
    on: Pattern::List,
    property: false,
    parameters: &[],
    returns: Pattern::List,
    docs: "The elements in reverse order.",
    examples: &[Example {
        code: r#"[1, 2, 3].reverse()"#,
        value: r#"[3, 2, 1]"#,
    }],
    code: Implementation::Host(reverse),
};

fn reverse(call: &mut Call<'_>) -> Result<(), Failure> {
    let (address, length) = (call.word(0)?, call.word(1)?);
    let words = call.element_words()?;
    call.spend(length.saturating_mul(words));
    let copy = call.allocate_elements(length)?;
    for index in 0..length {
        let from = call.element(address, index)?;
        let to = call.element(copy, length - 1 - index)?;
        call.context
            .copy_words(to, from, usize::try_from(words).unwrap_or(usize::MAX))?;
    }
    call.give(&[copy, length]);
    Ok(())
}

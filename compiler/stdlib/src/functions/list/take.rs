//! `list.take(count)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const TAKE: Function = Function {
    name: "take",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "count",
        ty: Pattern::Int,
        docs: "the number of elements; a negative one counts as 0",
    }],
    returns: Pattern::List,
    docs: "The first `count` elements; the whole list if it has fewer.",
    examples: &[Example {
        code: r#"[1, 2, 3].take(2)"#,
        value: r#"[1, 2]"#,
    }],
    code: Implementation::Host(take),
};

fn take(call: &mut Call<'_>) -> Result<(), Failure> {
    let (address, length) = (call.word(0)?, call.word(1)?);
    let count = call.count(2)? as u64;
    call.give(&[address, length.min(count)]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::TAKE;
    use crate::functions::testing::*;

    #[test]
    fn no_more_than_there_are() {
        assert_eq!(
            on_texts_and_int(&TAKE, &["a", "b", "c"], 2).texts(),
            ["a", "b"]
        );
        assert_eq!(on_texts_and_int(&TAKE, &["a"], 2).texts(), ["a"]);
        assert!(on_texts_and_int(&TAKE, &["a"], -2).texts().is_empty());
    }
}

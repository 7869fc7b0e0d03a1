//! `list.length`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const LENGTH: Function = Function {
    name: "length",
    on: Pattern::List,
    property: true,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The number of elements; written without parentheses.",
    examples: &[Example {
        code: r#"["a", "b"].length"#,
        value: r#"2"#,
    }],
    code: Implementation::Host(length),
};

fn length(call: &mut Call<'_>) -> Result<(), Failure> {
    let length = call.word(1)?;
    call.give(&[length]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::LENGTH;
    use crate::functions::testing::*;

    #[test]
    fn elements_are_counted() {
        assert_eq!(on_texts(&LENGTH, &["a", "b"], None).int(), 2);
        assert_eq!(on_texts(&LENGTH, &[], None).int(), 0);
    }
}

//! `list.is_empty()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const IS_EMPTY: Function = Function {
    name: "is_empty",
    on: Pattern::List,
    property: false,
    parameters: &[],
    returns: Pattern::Bool,
    docs: "Whether the list has no elements.",
    examples: &[Example {
        code: r#"["a"].is_empty()"#,
        value: r#"false"#,
    }],
    code: Implementation::Host(is_empty),
};

fn is_empty(call: &mut Call<'_>) -> Result<(), Failure> {
    let empty = call.word(1)? == 0;
    call.give(&[u64::from(empty)]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::IS_EMPTY;
    use crate::functions::testing::*;

    #[test]
    fn elements_count_whatever_they_are() {
        assert!(on_texts(&IS_EMPTY, &[], None).bool());
        assert!(!on_texts(&IS_EMPTY, &[""], None).bool());
    }
}

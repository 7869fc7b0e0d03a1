//! `text.is_empty()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const IS_EMPTY: Function = Function {
    name: "is_empty",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Bool,
    docs: "Whether the text has no characters. Spaces are characters.",
    examples: &[
        Example {
            code: r#""".is_empty()"#,
            value: r#"true"#,
        },
        Example {
            code: r#"" ".is_empty()"#,
            value: r#"false"#,
        },
    ],
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
    fn spaces_are_something() {
        assert!(on_text(&IS_EMPTY, &[""]).bool());
        assert!(!on_text(&IS_EMPTY, &[" "]).bool());
    }
}

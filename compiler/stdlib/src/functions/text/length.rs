//! `text.length`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const LENGTH: Function = Function {
    name: "length",
    on: Pattern::Text,
    property: true,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The number of characters; written without parentheses.",
    examples: &[
        Example {
            code: r#""Zoë".length"#,
            value: r#"3"#,
        },
        Example {
            code: r#""".length"#,
            value: r#"0"#,
        },
    ],
    code: Implementation::Host(length),
};

fn length(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let characters = call.text(0)?.chars().count();
    call.give(&[characters as u64]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::LENGTH;
    use crate::functions::testing::*;

    #[test]
    fn it_counts_characters_not_octets() {
        assert_eq!(on_text(&LENGTH, &["Zoë 🦀"]).int(), 5);
        assert_eq!(on_text(&LENGTH, &[""]).int(), 0);
    }
}

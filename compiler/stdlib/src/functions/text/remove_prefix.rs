//! `text.remove_prefix(prefix)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const REMOVE_PREFIX: Function = Function {
    name: "remove_prefix",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "prefix",
        ty: Pattern::Text,
        docs: "what to remove, if the text starts with it",
    }],
    returns: Pattern::Text,
    docs: "The text without `prefix` at its start; unchanged if it does not start with it.",
    examples: &[
        Example {
            code: r#""refs/heads/main".remove_prefix("refs/heads/")"#,
            value: r#""main""#,
        },
        Example {
            code: r#""main".remove_prefix("refs/heads/")"#,
            value: r#""main""#,
        },
    ],
    code: Implementation::Host(remove_prefix),
};

fn remove_prefix(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(3)?);
    let (text, prefix) = (call.text(0)?, call.text(2)?);
    let rest = text.strip_prefix(prefix).unwrap_or(text).len();
    let start = text.len() - rest;
    call.give_part(0, start, rest)
}

#[cfg(test)]
mod tests {
    use super::REMOVE_PREFIX;
    use crate::functions::testing::*;

    #[test]
    fn it_is_taken_off_once() {
        assert_eq!(on_text(&REMOVE_PREFIX, &["aab", "a"]).text(), "ab");
        assert_eq!(on_text(&REMOVE_PREFIX, &["main", "refs/"]).text(), "main");
        assert_eq!(on_text(&REMOVE_PREFIX, &["a", "a"]).text(), "");
    }
}

//! `bool.to_text()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::write::{self, TextKind};

pub(in crate::functions) const BOOL_TO_TEXT: Function = Function {
    name: "to_text",
    on: Pattern::Bool,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "`true` or `false`.",
    examples: &[Example {
        code: r#"true.to_text()"#,
        value: r#""true""#,
    }],
    code: Implementation::Host(bool_to_text),
};

fn bool_to_text(call: &mut Call<'_>) -> Result<(), Failure> {
    call.give_built(|call, out| write::text_of(out, TextKind::Bool, call.word(0)?))
}

#[cfg(test)]
mod tests {
    use super::BOOL_TO_TEXT;
    use crate::functions::testing::*;

    #[test]
    fn it_reads_as_in_json() {
        assert_eq!(on_word(&BOOL_TO_TEXT, 1).text(), "true");
        assert_eq!(on_word(&BOOL_TO_TEXT, 0).text(), "false");
    }
}

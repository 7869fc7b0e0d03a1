//! `int.to_text()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::write::{self, TextKind};

pub(in crate::functions) const INT_TO_TEXT: Function = Function {
    name: "to_text",
    on: Pattern::Int,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The number in decimal digits.",
    examples: &[Example {
        code: r#"(42).to_text()"#,
        value: r#""42""#,
    }],
    code: Implementation::Host(int_to_text),
};

fn int_to_text(call: &mut Call<'_>) -> Result<(), Failure> {
    call.give_built(|call, out| write::text_of(out, TextKind::Int, call.word(0)?))
}

#[cfg(test)]
mod tests {
    use super::INT_TO_TEXT;
    use crate::functions::testing::*;

    #[test]
    fn it_reads_as_in_json() {
        assert_eq!(
            on_word(&INT_TO_TEXT, i64::MIN.cast_unsigned()).text(),
            "-9223372036854775808"
        );
    }
}

//! `text.trim()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const TRIM: Function = Function {
    name: "trim",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The text without white space at its start and its end.",
    examples: &[Example {
        code: r#""  a b\n".trim()"#,
        value: r#""a b""#,
    }],
    code: Implementation::Host(trim),
};

fn trim(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let text = call.text(0)?;
    let start = text.len() - text.trim_start().len();
    let length = text.trim().len();
    call.give_part(0, start, length)
}

#[cfg(test)]
mod tests {
    use super::TRIM;
    use crate::functions::testing::*;

    #[test]
    fn white_space_is_that_of_unicode() {
        assert_eq!(on_text(&TRIM, &["\u{3000} a b\r\n"]).text(), "a b");
        assert_eq!(on_text(&TRIM, &[" \t"]).text(), "");
    }
}

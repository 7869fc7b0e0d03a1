//! `float.to_text()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::write::{self, TextKind};

pub(in crate::functions) const FLOAT_TO_TEXT: Function = Function {
    name: "to_text",
    on: Pattern::Float,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The shortest decimal text that is read back as the same float, as in JSON.",
    examples: &[Example {
        code: r#"(0.5).to_text()"#,
        value: r#""0.5""#,
    }],
    code: Implementation::Host(float_to_text),
};

fn float_to_text(call: &mut Call<'_>) -> Result<(), Failure> {
    call.give_built(|call, out| write::text_of(out, TextKind::Float, call.word(0)?))
}

#[cfg(test)]
mod tests {
    use super::FLOAT_TO_TEXT;
    use crate::functions::testing::*;

    #[test]
    fn it_reads_as_in_json() {
        assert_eq!(on_word(&FLOAT_TO_TEXT, 0.1_f64.to_bits()).text(), "0.1");
        assert_eq!(on_word(&FLOAT_TO_TEXT, 3.0_f64.to_bits()).text(), "3.0");
        assert_eq!(
            on_word(&FLOAT_TO_TEXT, 1e300_f64.to_bits()).text(),
            "1e+300"
        );
    }
}

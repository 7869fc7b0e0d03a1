//! `text.remove_suffix(suffix)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const REMOVE_SUFFIX: Function = Function {
    name: "remove_suffix",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "suffix",
        ty: Pattern::Text,
        docs: "what to remove, if the text ends with it",
    }],
    returns: Pattern::Text,
    docs: "The text without `suffix` at its end; unchanged if it does not end with it.",
    examples: &[Example {
        code: r#""photo.png".remove_suffix(".png")"#,
        value: r#""photo""#,
    }],
    code: Implementation::Host(remove_suffix),
};

fn remove_suffix(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(3)?);
    let (text, suffix) = (call.text(0)?, call.text(2)?);
    let length = text.strip_suffix(suffix).unwrap_or(text).len();
    call.give_part(0, 0, length)
}

#[cfg(test)]
mod tests {
    use super::REMOVE_SUFFIX;
    use crate::functions::testing::*;

    #[test]
    fn it_is_taken_off_once() {
        assert_eq!(on_text(&REMOVE_SUFFIX, &["baa", "a"]).text(), "ba");
        assert_eq!(on_text(&REMOVE_SUFFIX, &["photo", ".png"]).text(), "photo");
        assert_eq!(on_text(&REMOVE_SUFFIX, &["a", "a"]).text(), "");
    }
}

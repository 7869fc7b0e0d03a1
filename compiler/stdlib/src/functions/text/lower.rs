//! `text.lower()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const LOWER: Function = Function {
    name: "lower",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The text in lower case, by the language-independent rules of Unicode.",
    examples: &[Example {
        code: r#""Zoë@Example.COM".lower()"#,
        value: r#""zoë@example.com""#,
    }],
    code: Implementation::Host(lower),
};

fn lower(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    if call.text(0)?.is_ascii() {
        return call.give_built(|call, out| {
            let octets = call.text(0)?.bytes();
            out.extend(octets.map(|octet| octet.to_ascii_lowercase()));
            Ok(())
        });
    }
    let lower = call.text(0)?.to_lowercase();
    call.give_text(&lower)
}

#[cfg(test)]
mod tests {
    use super::LOWER;
    use crate::functions::testing::*;

    #[test]
    fn every_alphabet_is_known() {
        assert_eq!(on_text(&LOWER, &["ZOË İ ΑΣ"]).text(), "zoë i̇ ας");
        assert_eq!(on_text(&LOWER, &["README.md"]).text(), "readme.md");
        assert_eq!(on_text(&LOWER, &[""]).text(), "");
    }
}

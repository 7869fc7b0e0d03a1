//! `text.upper()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const UPPER: Function = Function {
    name: "upper",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The text in upper case, by the language-independent rules of Unicode.",
    examples: &[Example {
        code: r#""straße".upper()"#,
        value: r#""STRASSE""#,
    }],
    code: Implementation::Host(upper),
};

fn upper(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    if call.text(0)?.is_ascii() {
        return call.give_built(|call, out| {
            let octets = call.text(0)?.bytes();
            out.extend(octets.map(|octet| octet.to_ascii_uppercase()));
            Ok(())
        });
    }
    let upper = call.text(0)?.to_uppercase();
    call.give_text(&upper)
}

#[cfg(test)]
mod tests {
    use super::UPPER;
    use crate::functions::testing::*;

    #[test]
    fn every_alphabet_is_known() {
        assert_eq!(on_text(&UPPER, &["straße ﬃ"]).text(), "STRASSE FFI");
        assert_eq!(on_text(&UPPER, &["readme.md"]).text(), "README.MD");
        assert_eq!(on_text(&UPPER, &[""]).text(), "");
    }
}

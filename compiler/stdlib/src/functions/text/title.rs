//! `text.title()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const TITLE: Function = Function {
    name: "title",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The text with the first letter of each word in upper case; the other letters stay as they are.",
    examples: &[Example {
        code: r#""it's a café".title()"#,
        value: r#""It's A Café""#,
    }],
    code: Implementation::Host(title),
};

fn title(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?.saturating_mul(2));
    call.give_built(|call, out| {
        let mut is_inside = false;
        let mut octets = [0; 4];
        for one in call.text(0)?.chars() {
            if is_inside || !one.is_alphanumeric() {
                out.extend_from_slice(one.encode_utf8(&mut octets).as_bytes());
            } else {
                for upper in one.to_uppercase() {
                    out.extend_from_slice(upper.encode_utf8(&mut octets).as_bytes());
                }
            }
            // An apostrophe belongs to its word.
            is_inside = one.is_alphanumeric() || is_inside && matches!(one, '\'' | '’');
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::TITLE;
    use crate::functions::testing::*;

    #[test]
    fn words_begin_with_an_upper_case_letter() {
        for (text, title) in [
            ("", ""),
            ("one two", "One Two"),
            ("McDonald's 'x'", "McDonald's 'X'"),
            ("élan-vital 3d", "Élan-Vital 3d"),
        ] {
            assert_eq!(on_text(&TITLE, &[text]).text(), title);
        }
    }
}

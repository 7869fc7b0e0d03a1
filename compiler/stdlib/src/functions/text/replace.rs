//! `text.replace(from, to)`.

use memchr::memmem;

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const REPLACE: Function = Function {
    name: "replace",
    on: Pattern::Text,
    property: false,
    parameters: &[
        Parameter {
            name: "from",
            ty: Pattern::Text,
            docs: "what to look for; an empty text is found nowhere",
        },
        Parameter {
            name: "to",
            ty: Pattern::Text,
            docs: "what to put in its place",
        },
    ],
    returns: Pattern::Text,
    docs: "The text with every `from` replaced by `to`, from left to right.",
    examples: &[Example {
        code: r#""a-b-c".replace("-", "+")"#,
        value: r#""a+b+c""#,
    }],
    code: Implementation::Host(replace),
};

fn replace(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let (text, from, to) = (call.text(0)?, call.text(2)?, call.text(4)?);
    let found = if from.is_empty() {
        0
    } else {
        memmem::find_iter(text.as_bytes(), from).count()
    };
    if found == 0 {
        let length = text.len();
        return call.give_part(0, 0, length);
    }
    let length = (text.len() - found * from.len()).saturating_add(found.saturating_mul(to.len()));
    call.expect_room(length)?;
    call.spend_bytes(length as u64);
    call.give_built(|call, out| {
        let (text, from, to) = (call.text(0)?.as_bytes(), call.text(2)?, call.text(4)?);
        let mut copied = 0;
        for at in memmem::find_iter(text, from) {
            out.extend_from_slice(text.get(copied..at).unwrap_or_default());
            out.extend_from_slice(to.as_bytes());
            copied = at + from.len();
        }
        out.extend_from_slice(text.get(copied..).unwrap_or_default());
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::REPLACE;
    use crate::functions::testing::*;

    #[test]
    fn it_goes_from_left_to_right() {
        assert_eq!(on_text(&REPLACE, &["aaa", "aa", "b"]).text(), "ba");
        assert_eq!(on_text(&REPLACE, &["a-b", "-", "--"]).text(), "a--b");
        assert_eq!(on_text(&REPLACE, &["a-b", "", "x"]).text(), "a-b");
        assert_eq!(on_text(&REPLACE, &["a-b", "c", "x"]).text(), "a-b");
    }

    #[test]
    fn a_result_past_the_cap_fails_before_it_is_built() {
        let many = "a".repeat(50_000);
        assert_eq!(
            refused(&REPLACE, &[&many, "a", &many]),
            FailureCode::TooLarge
        );
    }
}

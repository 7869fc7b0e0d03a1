//! `text.replace(from, to)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

use super::occurrences::Occurrences;

pub(in crate::functions) const REPLACE: Function = Function {
    name: "replace",
    on: Pattern::Text,
    property: false,
    parameters: &[
        Parameter {
            name: "from",
            ty: Pattern::Text,
            docs: "what to look for; an empty text matches nothing",
        },
        Parameter {
            name: "to",
            ty: Pattern::Text,
            docs: "the replacement",
        },
    ],
    returns: Pattern::Text,
    docs: "The text with every `from` replaced by `to`, from left to right. An empty `from` matches nothing.",
    examples: &[Example {
        code: r#""a-b-c".replace("-", "+")"#,
        value: r#""a+b+c""#,
    }],
    code: Implementation::Host(replace),
};

fn replace(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let (text, from) = (call.text(0)?, call.text(2)?);
    if Occurrences::new(text, from).next().is_none() {
        let length = text.len();
        return call.give_part(0, 0, length);
    }
    let mut length = 0;
    call.give_built(|call, out| {
        let (text, from, to) = (call.text(0)?, call.text(2)?, call.text(4)?);
        let start = out.len();
        out.reserve(text.len());
        if let ([from], [to]) = (from.as_bytes(), to.as_bytes()) {
            let octets = text.bytes().map(|one| if one == *from { *to } else { one });
            out.extend(octets);
        } else {
            let mut copied = 0;
            for at in Occurrences::new(text, from) {
                out.extend_from_slice(text.as_bytes().get(copied..at).unwrap_or_default());
                out.extend_from_slice(to.as_bytes());
                copied = at + from.len();
                call.expect_room(out.len() - start)?;
            }
            out.extend_from_slice(text.as_bytes().get(copied..).unwrap_or_default());
        }
        length = out.len() - start;
        call.expect_room(length)
    })?;
    call.spend_bytes(length as u64);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::REPLACE;
    use crate::functions::testing::*;

    #[test]
    fn it_goes_from_left_to_right() {
        assert_eq!(on_text(&REPLACE, &["aaa", "aa", "b"]).text(), "ba");
        assert_eq!(on_text(&REPLACE, &["a-b", "-", "--"]).text(), "a--b");
        assert_eq!(on_text(&REPLACE, &["a-b-", "-", "+"]).text(), "a+b+");
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

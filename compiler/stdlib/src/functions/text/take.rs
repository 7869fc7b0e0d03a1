//! `text.take(count)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const TAKE: Function = Function {
    name: "take",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "count",
        ty: Pattern::Int,
        docs: "the number of characters; a negative one counts as 0",
    }],
    returns: Pattern::Text,
    docs: "The first `count` characters; the whole text if it has fewer.",
    examples: &[
        Example {
            code: r#""6113728f27ae".take(7)"#,
            value: r#""6113728""#,
        },
        Example {
            code: r#""ab".take(7)"#,
            value: r#""ab""#,
        },
    ],
    code: Implementation::Host(take),
};

fn take(call: &mut Call<'_>) -> Result<(), Failure> {
    let count = call.count(2)?;
    call.spend_bytes(call.word(1)?);
    let text = call.text(0)?;
    let end = text.char_indices().nth(count);
    let length = end.map_or(text.len(), |(at, _)| at);
    call.give_part(0, 0, length)
}

#[cfg(test)]
mod tests {
    use super::TAKE;
    use crate::functions::testing::*;

    #[test]
    fn characters_count() {
        assert_eq!(on_text_and_int(&TAKE, "Zoë 🦀", 3).text(), "Zoë");
        assert_eq!(on_text_and_int(&TAKE, "Zoë", 9).text(), "Zoë");
        assert_eq!(on_text_and_int(&TAKE, "Zoë", 0).text(), "");
        assert_eq!(on_text_and_int(&TAKE, "Zoë", -1).text(), "");
        assert_eq!(on_text_and_int(&TAKE, "Zoë", i64::MAX).text(), "Zoë");
    }
}

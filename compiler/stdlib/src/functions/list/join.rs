//! `texts.join(separator)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const JOIN: Function = Function {
    name: "join",
    on: Pattern::Texts,
    property: false,
    parameters: &[Parameter {
        name: "separator",
        ty: Pattern::Text,
        docs: "what to put between two texts",
    }],
    returns: Pattern::Text,
    docs: "The texts joined into one, with `separator` between them.",
    examples: &[Example {
        code: r#"["a", "b"].join(", ")"#,
        value: r#""a, b""#,
    }],
    code: Implementation::Host(join),
};

fn join(call: &mut Call<'_>) -> Result<(), Failure> {
    let (address, count, separator) = (call.word(0)?, call.word(1)?, call.word(3)?);
    call.spend(count);
    let mut length = count.saturating_sub(1).saturating_mul(separator);
    for index in 0..count {
        length = length.saturating_add(call.context.load(call.element(address, index)?, 1)?);
    }
    call.expect_room(usize::try_from(length).unwrap_or(usize::MAX))?;
    call.spend_bytes(length);
    call.give_built(|call, out| {
        for index in 0..count {
            if index > 0 {
                out.extend_from_slice(call.text(2)?.as_bytes());
            }
            let element = call.element(address, index)?;
            let (at, length) = (
                call.context.load(element, 0)?,
                call.context.load(element, 1)?,
            );
            out.extend_from_slice(call.context.bytes(at, length)?);
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::JOIN;
    use crate::functions::testing::*;

    #[test]
    fn separators_stand_between() {
        assert_eq!(
            on_texts(&JOIN, &["a", "", "c"], Some("--")).text(),
            "a----c"
        );
        assert_eq!(on_texts(&JOIN, &["a"], Some(",")).text(), "a");
        assert_eq!(on_texts(&JOIN, &[], Some(",")).text(), "");
    }

    #[test]
    fn a_result_past_the_cap_fails_before_it_is_built() {
        let long = "a".repeat(50_000);
        assert_eq!(
            refused_on_texts(&JOIN, &[""; 500], &long),
            FailureCode::TooLarge
        );
    }
}

//! `text.ends_with(part)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const ENDS_WITH: Function = Function {
    name: "ends_with",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "part",
        ty: Pattern::Text,
        docs: "what to look for at the end",
    }],
    returns: Pattern::Bool,
    docs: "Whether the text ends with `part`.",
    examples: &[Example {
        code: r#""photo.png".ends_with(".png")"#,
        value: r#"true"#,
    }],
    code: Implementation::Host(ends_with),
};

fn ends_with(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let (text, part) = (call.text(0)?, call.text(2)?);
    let holds = text.ends_with(part);
    call.give(&[u64::from(holds)]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::ENDS_WITH;
    use crate::functions::testing::*;

    #[test]
    fn the_end_decides() {
        assert!(on_text(&ENDS_WITH, &["photo.png", ".png"]).bool());
        assert!(!on_text(&ENDS_WITH, &["png", ".png"]).bool());
        assert!(on_text(&ENDS_WITH, &["a", ""]).bool());
    }
}

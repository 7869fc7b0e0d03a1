//! `text.starts_with(part)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const STARTS_WITH: Function = Function {
    name: "starts_with",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "part",
        ty: Pattern::Text,
        docs: "what to look for at the start",
    }],
    returns: Pattern::Bool,
    docs: "Whether the text starts with `part`.",
    examples: &[Example {
        code: r#""refs/heads/main".starts_with("refs/heads/")"#,
        value: r#"true"#,
    }],
    code: Implementation::Host(starts_with),
};

fn starts_with(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let (text, part) = (call.text(0)?, call.text(2)?);
    let holds = text.starts_with(part);
    call.give(&[u64::from(holds)]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::STARTS_WITH;
    use crate::functions::testing::*;

    #[test]
    fn the_start_decides() {
        assert!(on_text(&STARTS_WITH, &["refs/tags/1", "refs/"]).bool());
        assert!(!on_text(&STARTS_WITH, &["refs", "refs/"]).bool());
        assert!(on_text(&STARTS_WITH, &["a", ""]).bool());
    }
}

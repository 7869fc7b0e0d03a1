//! `text.contains(part)`.

use memchr::memmem;

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const CONTAINS: Function = Function {
    name: "contains",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "part",
        ty: Pattern::Text,
        docs: "what to look for",
    }],
    returns: Pattern::Bool,
    docs: "Whether the text contains `part`.",
    examples: &[Example {
        code: r#""deploy to prod".contains("prod")"#,
        value: r#"true"#,
    }],
    code: Implementation::Host(contains),
};

fn contains(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let (text, part) = (call.text(0)?, call.text(2)?);
    let holds = memmem::find(text.as_bytes(), part.as_bytes()).is_some();
    call.give(&[u64::from(holds)]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::CONTAINS;
    use crate::functions::testing::*;

    #[test]
    fn case_counts() {
        assert!(on_text(&CONTAINS, &["deploy to prod", "to p"]).bool());
        assert!(!on_text(&CONTAINS, &["deploy to prod", "Prod"]).bool());
        assert!(on_text(&CONTAINS, &["", ""]).bool());
    }
}

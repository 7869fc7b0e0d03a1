//! `list.contains(element)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const CONTAINS: Function = Function {
    name: "contains",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "element",
        ty: Pattern::Element,
        docs: "what to look for",
    }],
    returns: Pattern::Bool,
    docs: "Whether an element equals `element`; the same as `element in list`.",
    examples: &[
        Example {
            code: r#"["bug", "urgent"].contains("bug")"#,
            value: r#"true"#,
        },
        Example {
            code: r#"[1, 2].contains(3)"#,
            value: r#"false"#,
        },
    ],
    code: Implementation::Host(contains),
};

fn contains(call: &mut Call<'_>) -> Result<(), Failure> {
    let holds = call.receiver_contains(2)?;
    call.give(&[u64::from(holds)]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::CONTAINS;
    use crate::functions::testing::*;

    #[test]
    fn texts_are_compared_by_what_they_say() {
        assert!(on_texts(&CONTAINS, &["bug", "urgent"], Some("urgent")).bool());
        assert!(!on_texts(&CONTAINS, &["bug", "urgent"], Some("urg")).bool());
        assert!(!on_texts(&CONTAINS, &[], Some("")).bool());
    }

    #[test]
    fn floats_are_compared_by_value() {
        assert!(on_floats(&CONTAINS, &[1.5, 0.0], -0.0).bool());
        assert!(!on_floats(&CONTAINS, &[1.5, 0.0], 1.0).bool());
    }
}

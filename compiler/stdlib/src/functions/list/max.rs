//! `list.max()`.

use crate::functions::{Example, Function, Implementation, Inlined, Pattern};

pub(in crate::functions) const MAX: Function = Function {
    name: "max",
    on: Pattern::Ordered,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Item),
    docs: "The largest element; null for an empty list.",
    examples: &[Example {
        code: r#"[3, 1, 2].max()"#,
        value: r#"3"#,
    }],
    code: Implementation::Inline(Inlined::Max),
};

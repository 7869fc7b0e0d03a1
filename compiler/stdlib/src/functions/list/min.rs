//! `list.min()`.

use crate::functions::{Example, Function, Implementation, Inlined, Pattern};

pub(in crate::functions) const MIN: Function = Function {
    name: "min",
    on: Pattern::Ordered,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Item),
    docs: "The smallest element; null for an empty list.",
    examples: &[Example {
        code: r#"[3, 1, 2].min()"#,
        value: r#"1"#,
    }],
    code: Implementation::Inline(Inlined::Min),
};

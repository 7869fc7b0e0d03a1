//! `list.sort()`.

use crate::functions::{Example, Function, Implementation, Inlined, Pattern};

pub(in crate::functions) const SORT: Function = Function {
    name: "sort",
    on: Pattern::Ordered,
    property: false,
    parameters: &[],
    returns: Pattern::List,
    docs: "The elements in ascending order. Texts are compared by code point.",
    examples: &[Example {
        code: r#"[3, 1, 2].sort()"#,
        value: r#"[1, 2, 3]"#,
    }],
    code: Implementation::Inline(Inlined::Sort),
};

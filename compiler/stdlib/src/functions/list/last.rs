//! `list.last()`.

use crate::functions::{Example, Function, Implementation, Inlined, Pattern};

pub(in crate::functions) const LAST: Function = Function {
    name: "last",
    on: Pattern::List,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Item),
    docs: "The last element; null for an empty list.",
    examples: &[Example {
        code: r#"[1, 2].last()"#,
        value: r#"2"#,
    }],
    code: Implementation::Inline(Inlined::Last),
};

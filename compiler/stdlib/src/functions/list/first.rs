//! `list.first()`.

use crate::functions::{Example, Function, Implementation, Inlined, Pattern};

pub(in crate::functions) const FIRST: Function = Function {
    name: "first",
    on: Pattern::List,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Item),
    docs: "The first element; null for an empty list.",
    examples: &[Example {
        code: r#"[1, 2].first()"#,
        value: r#"1"#,
    }],
    code: Implementation::Inline(Inlined::First),
};

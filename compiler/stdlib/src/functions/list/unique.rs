//! `list.unique()`.

use crate::functions::{Example, Function, Implementation, Inlined, Pattern};

pub(in crate::functions) const UNIQUE: Function = Function {
    name: "unique",
    on: Pattern::Scalars,
    property: false,
    parameters: &[],
    returns: Pattern::List,
    docs: "The elements without duplicates.",
    examples: &[Example {
        code: r#"[1, 2, 1].unique()"#,
        value: r#"[1, 2]"#,
    }],
    code: Implementation::Inline(Inlined::Unique),
};

//! `list.sum()`.

use crate::functions::{Example, Function, Implementation, Inlined, Pattern};

pub(in crate::functions) const SUM: Function = Function {
    name: "sum",
    on: Pattern::Numbers,
    property: false,
    parameters: &[],
    returns: Pattern::Item,
    docs: "The sum of the numbers or durations; 0 for an empty list.",
    examples: &[Example {
        code: r#"[1, 2, 3].sum()"#,
        value: r#"6"#,
    }],
    code: Implementation::Inline(Inlined::Sum),
};

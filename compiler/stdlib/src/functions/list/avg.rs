//! `list.avg()`.

use crate::functions::{Example, Function, Implementation, Inlined, Pattern};

pub(in crate::functions) const AVG: Function = Function {
    name: "avg",
    on: Pattern::Numbers,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Mean(&Pattern::Item)),
    docs: "The average of the numbers, a decimal if they are decimals; null for an empty list.",
    examples: &[Example {
        code: r#"[1, 2].avg()"#,
        value: r#"1.5"#,
    }],
    code: Implementation::Inline(Inlined::Average),
};

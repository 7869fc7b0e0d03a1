//! `list.avg()`.

use crate::functions::{Example, Function, Implementation, Inlined, Pattern};

pub(in crate::functions) const AVG: Function = Function {
    name: "avg",
    on: Pattern::Numbers,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Mean(&Pattern::Item)),
    docs: "The average of the numbers or durations, a decimal or a duration if they are; null for an empty list.",
    examples: &[
        Example {
            code: r#"[1, 2].avg()"#,
            value: r#"1.5"#,
        },
        Example {
            code: r#"[1m, 2m].avg()"#,
            value: r#""PT1M30S""#,
        },
    ],
    code: Implementation::Inline(Inlined::Average),
};

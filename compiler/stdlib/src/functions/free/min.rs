//! `min(a, b)`.

use crate::functions::{Example, Function, Implementation, Inlined, Parameter, Pattern};

pub(in crate::functions) const MIN: Function = Function {
    name: "min",
    on: Pattern::Nothing,
    property: false,
    parameters: &[
        Parameter {
            name: "a",
            ty: Pattern::Other,
            docs: "a number, a text or a time",
        },
        Parameter {
            name: "b",
            ty: Pattern::Other,
            docs: "another one",
        },
    ],
    returns: Pattern::Other,
    docs: "The smaller of two numbers, texts or times; `list.min()` takes several.",
    examples: &[Example {
        code: "min(1, 2)",
        value: "1",
    }],
    code: Implementation::Inline(Inlined::Lesser),
};

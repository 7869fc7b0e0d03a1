//! `max(a, b)`.

use crate::functions::{Example, Function, Implementation, Inlined, Parameter, Pattern};

pub(in crate::functions) const MAX: Function = Function {
    name: "max",
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
    docs: "The larger of two numbers, texts or times; `list.max()` takes several.",
    examples: &[Example {
        code: "max(1, 2)",
        value: "2",
    }],
    code: Implementation::Inline(Inlined::Greater),
};

//! `list.fold(start, next)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const FOLD: Function = Function {
    name: "fold",
    on: Pattern::List,
    property: false,
    parameters: &[
        Parameter {
            name: "start",
            ty: Pattern::Other,
            docs: "what to begin with",
        },
        Parameter {
            name: "next",
            ty: Pattern::Lambda(&LambdaPattern {
                takes: &[Pattern::Other, Pattern::Item],
                gives: Gives::Other,
            }),
            docs: "what comes of the value so far and an element",
        },
    ],
    returns: Pattern::Other,
    docs: "What comes of a value when a lambda is given it with one element after the other.",
    examples: &[Example {
        code: r#"[2, 3].fold(1, (product, n) => product * n)"#,
        value: r#"6"#,
    }],
    code: Implementation::Inline(Inlined::Fold),
};

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
            docs: "the initial value",
        },
        Parameter {
            name: "next",
            ty: Pattern::Lambda(&LambdaPattern {
                takes: &[Pattern::Other, Pattern::Item],
                gives: Gives::Other,
            }),
            docs: "the next value, from the value so far and an element",
        },
    ],
    returns: Pattern::Other,
    docs: "The result of calling the lambda with the value so far and each element in turn, beginning with `start`.",
    examples: &[Example {
        code: r#"[2, 3].fold(1, (product, n) => product * n)"#,
        value: r#"6"#,
    }],
    code: Implementation::Inline(Inlined::Fold),
};

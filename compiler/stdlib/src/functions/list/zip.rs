//! `list.zip(other, makes)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const ZIP: Function = Function {
    name: "zip",
    on: Pattern::List,
    property: false,
    parameters: &[
        Parameter {
            name: "other",
            ty: Pattern::Others,
            docs: "the other list",
        },
        Parameter {
            name: "result",
            ty: Pattern::Lambda(&LambdaPattern {
                takes: &[Pattern::Item, Pattern::OtherItem],
                gives: Gives::Any,
            }),
            docs: "the value for two elements",
        },
    ],
    returns: Pattern::ListOf(&Pattern::Given),
    docs: "The results of the lambda for each pair of elements at the same index; as many as the shorter list has elements.",
    examples: &[Example {
        code: r#"[1, 2].zip([10, 20], (a, b) => a + b)"#,
        value: r#"[11, 22]"#,
    }],
    code: Implementation::Inline(Inlined::Zip),
};

//! `list.sum(number)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const SUM_OF: Function = Function {
    name: "sum",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "number",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Number)),
        docs: "the number for an element",
    }],
    returns: Pattern::Given,
    docs: "The sum of the numbers or durations that the lambda returns for the elements; 0 for an empty list.",
    examples: &[Example {
        code: r#"["a", "bcd"].sum(t => t.length)"#,
        value: r#"4"#,
    }],
    code: Implementation::Inline(Inlined::Sum),
};

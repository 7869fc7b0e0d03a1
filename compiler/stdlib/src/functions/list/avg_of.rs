//! `list.avg(number)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const AVG_OF: Function = Function {
    name: "avg",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "number",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Number)),
        docs: "the number for an element",
    }],
    returns: Pattern::Optional(&Pattern::Mean(&Pattern::Given)),
    docs: "The average of the numbers that the lambda returns for the elements, a decimal if they are decimals; null for an empty list.",
    examples: &[Example {
        code: r#"["a", "bcd"].avg(t => t.length)"#,
        value: r#"2.0"#,
    }],
    code: Implementation::Inline(Inlined::Average),
};

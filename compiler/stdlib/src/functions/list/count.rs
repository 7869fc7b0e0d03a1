//! `list.count(holds)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const COUNT: Function = Function {
    name: "count",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "condition",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Bool)),
        docs: "which elements to count",
    }],
    returns: Pattern::Int,
    docs: "The number of elements for which `condition` is true.",
    examples: &[Example {
        code: r#"["a", "", "b"].count(t => t != "")"#,
        value: r#"2"#,
    }],
    code: Implementation::Inline(Inlined::Count),
};

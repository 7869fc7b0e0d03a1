//! `list.filter(holds)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const FILTER: Function = Function {
    name: "filter",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "condition",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Bool)),
        docs: "which elements to keep",
    }],
    returns: Pattern::List,
    docs: "The elements for which `condition` is true.",
    examples: &[Example {
        code: r#"[1, 2, 3].filter(n => n != 2)"#,
        value: r#"[1, 3]"#,
    }],
    code: Implementation::Inline(Inlined::Filter),
};

//! `list.any(holds)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const ANY: Function = Function {
    name: "any",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "condition",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Bool)),
        docs: "the condition",
    }],
    returns: Pattern::Bool,
    docs: "Whether `condition` is true for at least one element; false for an empty list.",
    examples: &[Example {
        code: r#"[1, 2].any(n => n > 1)"#,
        value: r#"true"#,
    }],
    code: Implementation::Inline(Inlined::Any),
};

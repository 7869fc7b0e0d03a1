//! `list.all(holds)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const ALL: Function = Function {
    name: "all",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "condition",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Bool)),
        docs: "the condition",
    }],
    returns: Pattern::Bool,
    docs: "Whether `condition` is true for every element; true for an empty list.",
    examples: &[Example {
        code: r#"[1, 2].all(n => n > 1)"#,
        value: r#"false"#,
    }],
    code: Implementation::Inline(Inlined::All),
};

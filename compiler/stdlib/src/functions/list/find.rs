//! `list.find(holds)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const FIND: Function = Function {
    name: "find",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "condition",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Bool)),
        docs: "which element to look for",
    }],
    returns: Pattern::Optional(&Pattern::Item),
    docs: "The first element for which `condition` is true; null if there is none.",
    examples: &[Example {
        code: r#"[1, 2, 3].find(n => n > 1)"#,
        value: r#"2"#,
    }],
    code: Implementation::Inline(Inlined::Find),
};

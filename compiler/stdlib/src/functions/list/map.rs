//! `list.map(makes)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const MAP: Function = Function {
    name: "map",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "value",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Any)),
        docs: "the value for an element",
    }],
    returns: Pattern::ListOf(&Pattern::Given),
    docs: "The values that the lambda returns for the elements.",
    examples: &[Example {
        code: r#"[1, 2].map(n => n * 10)"#,
        value: r#"[10, 20]"#,
    }],
    code: Implementation::Inline(Inlined::Map),
};

//! `list.map(makes)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const MAP: Function = Function {
    name: "map",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "makes",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Any)),
        docs: "what to make of an element",
    }],
    returns: Pattern::ListOf(&Pattern::Given),
    docs: "What a lambda makes of each element.",
    examples: &[Example {
        code: r#"[1, 2].map(n => n * 10)"#,
        value: r#"[10, 20]"#,
    }],
    code: Implementation::Inline(Inlined::Map),
};

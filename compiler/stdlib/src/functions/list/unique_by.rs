//! `list.unique(key)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const UNIQUE_BY: Function = Function {
    name: "unique",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "key",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Scalar)),
        docs: "the key of an element",
    }],
    returns: Pattern::List,
    docs: "The first element for each `key`.",
    examples: &[Example {
        code: r#"["a", "bc", "d"].unique(t => t.length)"#,
        value: r#"["a", "bc"]"#,
    }],
    code: Implementation::Inline(Inlined::Unique),
};

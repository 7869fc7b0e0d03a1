//! `list.max_by(key)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const MAX_BY: Function = Function {
    name: "max_by",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "key",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Ordered)),
        docs: "the key of an element",
    }],
    returns: Pattern::Optional(&Pattern::Item),
    docs: "The first element with the largest `key`; null for an empty list.",
    examples: &[Example {
        code: r#"["a", "bcd"].max_by(t => t.length)"#,
        value: r#""bcd""#,
    }],
    code: Implementation::Inline(Inlined::Max),
};

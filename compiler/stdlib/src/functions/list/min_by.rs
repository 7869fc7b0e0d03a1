//! `list.min_by(key)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const MIN_BY: Function = Function {
    name: "min_by",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "key",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Ordered)),
        docs: "the key of an element",
    }],
    returns: Pattern::Optional(&Pattern::Item),
    docs: "The first element with the smallest `key`; null for an empty list.",
    examples: &[Example {
        code: r#"["bcd", "a"].min_by(t => t.length)"#,
        value: r#""a""#,
    }],
    code: Implementation::Inline(Inlined::Min),
};

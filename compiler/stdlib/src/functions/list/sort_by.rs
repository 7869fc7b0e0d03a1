//! `list.sort_by(key)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const SORT_BY: Function = Function {
    name: "sort_by",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "key",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Ordered)),
        docs: "the key of an element",
    }],
    returns: Pattern::List,
    docs: "The elements sorted by `key` in ascending order, stably; null sorts first.",
    examples: &[Example {
        code: r#"["bcd", "a"].sort_by(t => t.length)"#,
        value: r#"["a", "bcd"]"#,
    }],
    code: Implementation::Inline(Inlined::Sort),
};

//! `list.flat_map(makes)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const FLAT_MAP: Function = Function {
    name: "flat_map",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "list",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::List)),
        docs: "the list for an element",
    }],
    returns: Pattern::Given,
    docs: "The lists that the lambda returns for the elements, concatenated.",
    examples: &[Example {
        code: r#"["a b", "c"].flat_map(t => t.split(" "))"#,
        value: r#"["a", "b", "c"]"#,
    }],
    code: Implementation::Inline(Inlined::FlatMap),
};

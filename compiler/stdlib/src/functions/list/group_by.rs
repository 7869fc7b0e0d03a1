//! `list.group_by(key)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const GROUP_BY: Function = Function {
    name: "group_by",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "key",
        ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Scalar)),
        docs: "the key of an element",
    }],
    returns: Pattern::Groups,
    docs: "The elements grouped by `key`: a list of `{ key, values }`, in the order in which the keys first occur.",
    examples: &[Example {
        code: r#"["a", "bc", "d"].group_by(t => t.length).map(g => g.values.join("+"))"#,
        value: r#"["a+d", "bc"]"#,
    }],
    code: Implementation::Inline(Inlined::GroupBy),
};

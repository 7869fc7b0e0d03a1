//! `list.append(element)`.

use crate::functions::{Example, Function, Implementation, Inlined, Parameter, Pattern};

pub(in crate::functions) const APPEND: Function = Function {
    name: "append",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "element",
        ty: Pattern::Item,
        docs: "what to add",
    }],
    returns: Pattern::List,
    docs: "The list with `element` added at the end.",
    examples: &[Example {
        code: r#"[1, 2].append(3)"#,
        value: r#"[1, 2, 3]"#,
    }],
    code: Implementation::Inline(Inlined::Append),
};

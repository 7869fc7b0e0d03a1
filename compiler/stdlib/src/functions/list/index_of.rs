//! `list.index_of(element)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const INDEX_OF: Function = Function {
    name: "index_of",
    on: Pattern::List,
    property: false,
    parameters: &[Parameter {
        name: "element",
        ty: Pattern::Element,
        docs: "what to look for",
    }],
    returns: Pattern::Optional(&Pattern::Int),
    docs: "The index of the first element that equals `element`; null if there is none.",
    examples: &[Example {
        code: r#"["a", "b"].index_of("b")"#,
        value: r#"1"#,
    }],
    code: Implementation::Host(index_of),
};

fn index_of(call: &mut Call<'_>) -> Result<(), Failure> {
    match call.receiver_position(2)? {
        Some(index) => call.give(&[1, index]),
        None => call.give(&[0, 0]),
    }
    Ok(())
}

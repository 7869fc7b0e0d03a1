//! `map[key]`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, INDEX, Implementation, Parameter, Pattern};

use super::found::{position, spend};

pub(in crate::functions) const POSITION: Function = Function {
    name: INDEX,
    on: Pattern::Map,
    property: false,
    parameters: &[Parameter {
        name: "key",
        ty: Pattern::Text,
        docs: "the key of the value",
    }],
    returns: Pattern::Optional(&Pattern::Int),
    docs: "The position of the entry with a key, from which the checker builds `map[key]` and `key in map`.",
    examples: &[
        Example {
            code: r#"(decode "\{\"a\": 1, \"b\": 2}" as map<int>)["b"]"#,
            value: r#"2"#,
        },
        Example {
            code: r#"(decode "\{\"a\": 1, \"b\": 2}" as map<int>)["c"]"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(find),
};

fn find(call: &mut Call<'_>) -> Result<(), Failure> {
    spend(call)?;
    let wanted = call.text(2)?.as_bytes();
    match position(call, wanted)? {
        Some(index) => call.give(&[1, index as u64]),
        None => call.give(&[0, 0]),
    }
    Ok(())
}

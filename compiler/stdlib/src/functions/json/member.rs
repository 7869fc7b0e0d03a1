//! `json[name]`.

use crate::decode::JsonStep;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, INDEX, Implementation, Parameter, Pattern};

use super::part::give_at;

pub(in crate::functions) const MEMBER: Function = Function {
    name: INDEX,
    on: Pattern::Json,
    property: false,
    parameters: &[Parameter {
        name: "name",
        ty: Pattern::Text,
        docs: "the name of the member",
    }],
    returns: Pattern::Optional(&Pattern::Json),
    docs: "The member of an object with that name; null if it is absent or null, or if the data is not an object.",
    examples: &[Example {
        code: r#"(decode "\{\"a.b\": [1]}" as json)["a.b"]"#,
        value: "[1]",
    }],
    code: Implementation::Host(member),
};

fn member(call: &mut Call<'_>) -> Result<(), Failure> {
    let name = call.text(2)?.to_owned();
    give_at(call, &[JsonStep::Member(&name)])
}

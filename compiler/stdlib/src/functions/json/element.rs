//! `json[index]`.

use crate::decode::JsonStep;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, INDEX, Implementation, Parameter, Pattern};

use super::part::give_at;

pub(in crate::functions) const ELEMENT: Function = Function {
    name: INDEX,
    on: Pattern::Json,
    property: false,
    parameters: &[Parameter {
        name: "index",
        ty: Pattern::Int,
        docs: "the index of the element, counted from 0",
    }],
    returns: Pattern::Optional(&Pattern::Json),
    docs: "The element of an array with that index; null if it is absent or null, or if the data is not an array.",
    examples: &[Example {
        code: r#"(decode "[1, \{\"a\": 2}]" as json)[1]"#,
        value: "{ a: 2 }",
    }],
    code: Implementation::Host(element),
};

fn element(call: &mut Call<'_>) -> Result<(), Failure> {
    match usize::try_from(call.int(2)?) {
        Ok(index) => give_at(call, &[JsonStep::Element(index)]),
        // Like an index past the end.
        Err(_) => {
            call.give(&[0, 0, 0]);
            Ok(())
        }
    }
}

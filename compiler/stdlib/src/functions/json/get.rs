//! `json.get(path)`.

use crate::decode::json_path;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};

use super::part::give_at;

pub(in crate::functions) const GET: Function = Function {
    name: "get",
    on: Pattern::Json,
    property: false,
    parameters: &[Parameter {
        name: "path",
        ty: Pattern::Written(Notation::JsonPath),
        docs: "the names of members, separated by dots, and the indexes of elements in brackets",
    }],
    returns: Pattern::Optional(&Pattern::Json),
    docs: "The part of the data at a path; null if it is absent or null. Of members with the same name, the last one counts.",
    examples: &[
        Example {
            code: r#"(decode "\{\"order\": \{\"lines\": [\{\"sku\": \"a\"}]}}" as json).get("order.lines[0].sku")"#,
            value: r#""a""#,
        },
        Example {
            code: r#"(decode "\{\"order\": null}" as json).get("order.lines")"#,
            value: "null",
        },
    ],
    code: Implementation::Host(get),
};

fn get(call: &mut Call<'_>) -> Result<(), Failure> {
    let path = call.text(2)?.to_owned();
    // The compiler has checked the path.
    let steps = json_path(&path).map_err(Failure::internal)?;
    give_at(call, &steps)
}

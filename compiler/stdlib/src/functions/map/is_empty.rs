//! `map.is_empty()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const IS_EMPTY: Function = Function {
    name: "is_empty",
    on: Pattern::Map,
    property: false,
    parameters: &[],
    returns: Pattern::Bool,
    docs: "Whether there are no entries.",
    examples: &[Example {
        code: r#"(decode "\{\"a\": 1, \"b\": 2}" as map<int>).is_empty()"#,
        value: r#"false"#,
    }],
    code: Implementation::Host(is_empty),
};

fn is_empty(call: &mut Call<'_>) -> Result<(), Failure> {
    let is_empty = call.word(1)? == 0;
    call.give(&[u64::from(is_empty)]);
    Ok(())
}

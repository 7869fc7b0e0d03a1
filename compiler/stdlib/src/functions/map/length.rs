//! `map.length`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const LENGTH: Function = Function {
    name: "length",
    on: Pattern::Map,
    property: true,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The number of entries.",
    examples: &[Example {
        code: r#"(decode "\{\"a\": 1, \"b\": 2}" as map<int>).length"#,
        value: r#"2"#,
    }],
    code: Implementation::Host(length),
};

fn length(call: &mut Call<'_>) -> Result<(), Failure> {
    let count = call.word(1)?;
    call.give(&[count]);
    Ok(())
}

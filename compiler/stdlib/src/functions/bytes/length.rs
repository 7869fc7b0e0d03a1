//! `bytes.length`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const LENGTH: Function = Function {
    name: "length",
    on: Pattern::Bytes,
    property: true,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The number of bytes; written without parentheses.",
    examples: &[
        Example {
            code: r#""Zoë".to_bytes().length"#,
            value: r#"4"#,
        },
        Example {
            code: r#""".to_bytes().length"#,
            value: r#"0"#,
        },
    ],
    code: Implementation::Host(length),
};

fn length(call: &mut Call<'_>) -> Result<(), Failure> {
    let length = call.word(1)?;
    call.give(&[length]);
    Ok(())
}

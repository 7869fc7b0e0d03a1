//! `bytes.is_empty()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const IS_EMPTY: Function = Function {
    name: "is_empty",
    on: Pattern::Bytes,
    property: false,
    parameters: &[],
    returns: Pattern::Bool,
    docs: "Whether there are no bytes.",
    examples: &[
        Example {
            code: r#""".to_bytes().is_empty()"#,
            value: r#"true"#,
        },
        Example {
            code: r#""a".to_bytes().is_empty()"#,
            value: r#"false"#,
        },
    ],
    code: Implementation::Host(is_empty),
};

fn is_empty(call: &mut Call<'_>) -> Result<(), Failure> {
    let length = call.word(1)?;
    call.give(&[u64::from(length == 0)]);
    Ok(())
}

//! `bytes.to_text()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const TO_TEXT: Function = Function {
    name: "to_text",
    on: Pattern::Bytes,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Text),
    docs: "The text of which the bytes are the UTF-8; null if they are not UTF-8.",
    examples: &[
        Example {
            code: r#""Zoë".to_bytes().to_text()"#,
            value: r#""Zoë""#,
        },
        Example {
            code: r#""Zoë".to_bytes().take(3).to_text()"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(to_text),
};

fn to_text(call: &mut Call<'_>) -> Result<(), Failure> {
    let length = call.word(1)?;
    call.spend_bytes(length);
    // The bytes are not copied.
    let is_text = std::str::from_utf8(call.bytes(0)?).is_ok();
    let address = call.word(0)?;
    call.give(&if is_text {
        [1, address, length]
    } else {
        [0, 0, 0]
    });
    Ok(())
}

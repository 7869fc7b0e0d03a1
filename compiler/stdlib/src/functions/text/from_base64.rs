//! `text.from_base64()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::decoded::give_decoded;

pub(in crate::functions) const FROM_BASE64: Function = Function {
    name: "from_base64",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Text),
    docs: "The text whose UTF-8 bytes are so encoded in base64, with padding; null if it is not base64 or not UTF-8.",
    examples: &[
        Example {
            code: r#""aGVsbG8=".from_base64()"#,
            value: r#""hello""#,
        },
        Example {
            code: r#""aGVsbG8".from_base64()"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(from_base64),
};

fn from_base64(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let octets = STANDARD.decode(call.text(0)?).ok();
    give_decoded(call, octets)
}

//! `text.from_hex()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::decoded::give_decoded;

pub(in crate::functions) const FROM_HEX: Function = Function {
    name: "from_hex",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Text),
    docs: "The text whose UTF-8 bytes are so written in hexadecimal digits, in either case; null if it is not hexadecimal or not UTF-8.",
    examples: &[
        Example {
            code: r#""686921".from_hex()"#,
            value: r#""hi!""#,
        },
        Example {
            code: r#""68692".from_hex()"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(from_hex),
};

fn from_hex(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let digits = call.text(0)?.as_bytes().chunks(2);
    let octets = digits.map(|pair| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    });
    let octets = octets.collect();
    give_decoded(call, octets)
}

fn digit(one: u8) -> Option<u8> {
    let digit = char::from(one).to_digit(16)?;
    u8::try_from(digit).ok()
}

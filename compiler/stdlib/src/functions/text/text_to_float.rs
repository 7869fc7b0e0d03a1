//! `text.to_float()`.

use crate::decode::constant;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::schema::Constant;
use crate::types::Type;

pub(in crate::functions) const TEXT_TO_FLOAT: Function = Function {
    name: "to_float",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Float),
    docs: "The text parsed as a float, by the rules for a field of a form; null if it is not a number.",
    examples: &[
        Example {
            code: r#""4.5".to_float()"#,
            value: r#"4.5"#,
        },
        Example {
            code: r#""4,5".to_float()"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(text_to_float),
};

fn text_to_float(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    match constant(&Type::Float, call.text(0)?) {
        Ok(Constant::Float(value)) => call.give(&[1, value.to_bits()]),
        _ => call.give(&[0, 0]),
    }
    Ok(())
}

//! `text.to_int()`.

use crate::decode::constant;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::schema::Constant;
use crate::types::Type;

pub(in crate::functions) const TEXT_TO_INT: Function = Function {
    name: "to_int",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Int),
    docs: "The text parsed as an int, by the rules for a field of a form; null if it is not one.",
    examples: &[
        Example {
            code: r#""42".to_int()"#,
            value: r#"42"#,
        },
        Example {
            code: r#""4.2".to_int()"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(text_to_int),
};

fn text_to_int(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    match constant(&Type::Int, call.text(0)?) {
        Ok(Constant::Int(value)) => call.give(&[1, value.cast_unsigned()]),
        _ => call.give(&[0, 0]),
    }
    Ok(())
}

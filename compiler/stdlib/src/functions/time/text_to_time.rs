//! `text.to_time()`.

use crate::decode::constant;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::schema::Constant;
use crate::types::Type;

pub(in crate::functions) const TEXT_TO_TIME: Function = Function {
    name: "to_time",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Time),
    docs: "The text parsed as a time in the format of RFC 3339; null if it is not one.",
    examples: &[
        Example {
            code: r#""2026-01-02T03:04:05+01:00".to_time()"#,
            value: r#""2026-01-02T02:04:05.000000Z""#,
        },
        Example {
            code: r#""2026-01-02".to_time()"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(text_to_time),
};

fn text_to_time(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    match constant(&Type::Time, call.text(0)?) {
        Ok(Constant::Time(time)) => call.give(&[1, time.cast_unsigned()]),
        _ => call.give(&[0, 0]),
    }
    Ok(())
}

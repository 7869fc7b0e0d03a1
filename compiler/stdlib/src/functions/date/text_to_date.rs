//! `text.to_date()`.

use crate::decode::constant;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::schema::Constant;
use crate::types::Type;

pub(in crate::functions) const TEXT_TO_DATE: Function = Function {
    name: "to_date",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Date),
    docs: "The text parsed as a date of the form `2026-01-31`; null if it is not one.",
    examples: &[
        Example {
            code: r#""2026-01-31".to_date()"#,
            value: r#""2026-01-31""#,
        },
        Example {
            code: r#""2026-02-30".to_date()"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(text_to_date),
};

fn text_to_date(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    match constant(&Type::Date, call.text(0)?) {
        Ok(Constant::Date(day)) => call.give(&[1, day.cast_unsigned()]),
        _ => call.give(&[0, 0]),
    }
    Ok(())
}

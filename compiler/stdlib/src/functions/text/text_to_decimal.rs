//! `text.to_decimal()`.

use crate::decimal::Decimal;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const TEXT_TO_DECIMAL: Function = Function {
    name: "to_decimal",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Decimal),
    docs: "The text parsed as a decimal, as in a form; null if it is not a number or has more than 28 digits.",
    examples: &[
        Example {
            code: r#""19.90".to_decimal()"#,
            value: r#"19.9"#,
        },
        Example {
            code: r#""19,90".to_decimal()"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(text_to_decimal),
};

fn text_to_decimal(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    match Decimal::parse(call.text(0)?) {
        Some(decimal) => {
            let [lower, upper] = decimal.words();
            call.give(&[1, lower, upper]);
        }
        None => call.give(&[0, 0, 0]),
    }
    Ok(())
}

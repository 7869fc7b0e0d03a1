//! `decimal.to_text()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::write;

pub(in crate::functions) const DECIMAL_TO_TEXT: Function = Function {
    name: "to_text",
    on: Pattern::Decimal,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The decimal with all its digits, as in JSON.",
    examples: &[Example {
        code: r#"("1.50".to_decimal() ?? 0).to_text()"#,
        value: r#""1.5""#,
    }],
    code: Implementation::Host(decimal_to_text),
};

fn decimal_to_text(call: &mut Call<'_>) -> Result<(), Failure> {
    call.give_built(|call, out| {
        write::decimal(out, call.decimal(0)?);
        Ok(())
    })
}

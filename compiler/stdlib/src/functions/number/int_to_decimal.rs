//! `int.to_decimal()`.

use crate::decimal::Decimal;
use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const INT_TO_DECIMAL: Function = Function {
    name: "to_decimal",
    on: Pattern::Int,
    property: false,
    parameters: &[],
    returns: Pattern::Decimal,
    docs: "The int as a decimal. Where a decimal is expected, an int becomes one by itself.",
    examples: &[Example {
        code: r#"(7).to_decimal() / 2"#,
        value: r#"3.5"#,
    }],
    code: Implementation::Host(int_to_decimal),
};

fn int_to_decimal(call: &mut Call<'_>) -> Result<(), Failure> {
    let decimal = Decimal::from(call.int(0)?);
    call.give(&decimal.words());
    Ok(())
}

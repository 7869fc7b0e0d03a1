//! `decimal.ceil()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const DECIMAL_CEIL: Function = Function {
    name: "ceil",
    on: Pattern::Decimal,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The smallest whole number that is not less than the decimal.",
    examples: &[Example {
        code: r#"("1.01".to_decimal() ?? 0).ceil()"#,
        value: r#"2"#,
    }],
    code: Implementation::Host(decimal_ceil),
};

fn decimal_ceil(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = call.decimal(0)?.ceil()?;
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

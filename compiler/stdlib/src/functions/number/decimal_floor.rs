//! `decimal.floor()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const DECIMAL_FLOOR: Function = Function {
    name: "floor",
    on: Pattern::Decimal,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The largest whole number that is not greater than the decimal.",
    examples: &[Example {
        code: r#"("-1.5".to_decimal() ?? 0).floor()"#,
        value: r#"-2"#,
    }],
    code: Implementation::Host(decimal_floor),
};

fn decimal_floor(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = call.decimal(0)?.floor()?;
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

//! `decimal.to_float()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const DECIMAL_TO_FLOAT: Function = Function {
    name: "to_float",
    on: Pattern::Decimal,
    property: false,
    parameters: &[],
    returns: Pattern::Float,
    docs: "The float nearest to the decimal.",
    examples: &[Example {
        code: r#"("2.5".to_decimal() ?? 0).to_float() / 2.0"#,
        value: r#"1.25"#,
    }],
    code: Implementation::Host(decimal_to_float),
};

fn decimal_to_float(call: &mut Call<'_>) -> Result<(), Failure> {
    let float = call.decimal(0)?.to_float();
    call.give(&[float.to_bits()]);
    Ok(())
}

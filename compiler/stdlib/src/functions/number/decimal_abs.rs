//! `decimal.abs()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const DECIMAL_ABS: Function = Function {
    name: "abs",
    on: Pattern::Decimal,
    property: false,
    parameters: &[],
    returns: Pattern::Decimal,
    docs: "The decimal without its sign.",
    examples: &[Example {
        code: r#"("-1.50".to_decimal() ?? 0).abs()"#,
        value: r#"1.5"#,
    }],
    code: Implementation::Host(decimal_abs),
};

fn decimal_abs(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = call.decimal(0)?;
    call.give(&value.abs().words());
    Ok(())
}

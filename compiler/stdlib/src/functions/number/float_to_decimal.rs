//! `float.to_decimal()`.

use crate::decimal::Decimal;
use crate::failure::{Failure, FailureCode};
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const FLOAT_TO_DECIMAL: Function = Function {
    name: "to_decimal",
    on: Pattern::Float,
    property: false,
    parameters: &[],
    returns: Pattern::Decimal,
    docs: "The decimal with the digits that the float is written with; one that has more than 28 fails with `overflow`.",
    examples: &[Example {
        code: r#"(0.1).to_decimal() * 3"#,
        value: r#"0.3"#,
    }],
    code: Implementation::Host(float_to_decimal),
};

fn float_to_decimal(call: &mut Call<'_>) -> Result<(), Failure> {
    let float = f64::from_bits(call.word(0)?);
    let decimal = Decimal::from_float(float).ok_or_else(|| {
        let message = format!("the float {float:?} has more than 28 digits");
        Failure::new(FailureCode::Overflow, message)
    })?;
    call.give(&decimal.words());
    Ok(())
}

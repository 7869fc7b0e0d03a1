//! `float.abs()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const FLOAT_ABS: Function = Function {
    name: "abs",
    on: Pattern::Float,
    property: false,
    parameters: &[],
    returns: Pattern::Float,
    docs: "The absolute value.",
    examples: &[Example {
        code: r#"(-0.5).abs()"#,
        value: r#"0.5"#,
    }],
    code: Implementation::Host(float_abs),
};

fn float_abs(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = f64::from_bits(call.word(0)?).abs();
    call.give(&[value.to_bits()]);
    Ok(())
}

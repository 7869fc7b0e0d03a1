//! `float.clamp(low, high)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const FLOAT_CLAMP: Function = Function {
    name: "clamp",
    on: Pattern::Float,
    property: false,
    parameters: &[
        Parameter {
            name: "low",
            ty: Pattern::Float,
            docs: "the minimum",
        },
        Parameter {
            name: "high",
            ty: Pattern::Float,
            docs: "the maximum",
        },
    ],
    returns: Pattern::Float,
    docs: "The number, limited to the range from `low` to `high`; `high` if `low` is greater than `high`.",
    examples: &[Example {
        code: r#"(1.5).clamp(0.0, 1.0)"#,
        value: r#"1.0"#,
    }],
    code: Implementation::Host(float_clamp),
};

fn float_clamp(call: &mut Call<'_>) -> Result<(), Failure> {
    let [value, low, high] = [call.word(0)?, call.word(1)?, call.word(2)?].map(f64::from_bits);
    let raised = if value < low { low } else { value };
    let clamped = if raised > high { high } else { raised };
    call.give(&[clamped.to_bits()]);
    Ok(())
}

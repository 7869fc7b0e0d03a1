//! `int.clamp(low, high)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const INT_CLAMP: Function = Function {
    name: "clamp",
    on: Pattern::Int,
    property: false,
    parameters: &[
        Parameter {
            name: "low",
            ty: Pattern::Int,
            docs: "the minimum",
        },
        Parameter {
            name: "high",
            ty: Pattern::Int,
            docs: "the maximum",
        },
    ],
    returns: Pattern::Int,
    docs: "The number, limited to the range from `low` to `high`; `high` if `low` is greater than `high`.",
    examples: &[Example {
        code: r#"(12).clamp(1, 10)"#,
        value: r#"10"#,
    }],
    code: Implementation::Host(int_clamp),
};

fn int_clamp(call: &mut Call<'_>) -> Result<(), Failure> {
    let (low, high) = (call.int(1)?, call.int(2)?);
    call.give(&[call.int(0)?.max(low).min(high).cast_unsigned()]);
    Ok(())
}

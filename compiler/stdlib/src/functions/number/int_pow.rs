//! `int.pow(exponent)`.

use crate::failure::{Failure, FailureCode};
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const INT_POW: Function = Function {
    name: "pow",
    on: Pattern::Int,
    property: false,
    parameters: &[Parameter {
        name: "exponent",
        ty: Pattern::Int,
        docs: "the exponent, at least 0",
    }],
    returns: Pattern::Int,
    docs: "The number raised to the power `exponent`; fails with `overflow` if the result does not fit into an int or `exponent` is negative.",
    examples: &[Example {
        code: r#"(2).pow(10)"#,
        value: r#"1024"#,
    }],
    code: Implementation::Host(int_pow),
};

fn int_pow(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = u32::try_from(call.int(1)?)
        .ok()
        .and_then(|exponent| call.int(0).ok()?.checked_pow(exponent))
        .ok_or_else(|| Failure::new(FailureCode::Overflow, "the power does not fit into an int"))?;
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

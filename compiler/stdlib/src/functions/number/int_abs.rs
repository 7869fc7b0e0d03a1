//! `int.abs()`.

use crate::failure::{Failure, FailureCode};
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const INT_ABS: Function = Function {
    name: "abs",
    on: Pattern::Int,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The absolute value; fails with `overflow` for the smallest int, which has none.",
    examples: &[Example {
        code: r#"(-3).abs()"#,
        value: r#"3"#,
    }],
    code: Implementation::Host(int_abs),
};

fn int_abs(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = call.int(0)?.checked_abs().ok_or_else(|| {
        Failure::new(
            FailureCode::Overflow,
            "the absolute value does not fit into an int",
        )
    })?;
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

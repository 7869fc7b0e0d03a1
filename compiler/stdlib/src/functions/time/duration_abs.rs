//! `duration.abs()`.

use crate::failure::{Failure, FailureCode};
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const DURATION_ABS: Function = Function {
    name: "abs",
    on: Pattern::Duration,
    property: false,
    parameters: &[],
    returns: Pattern::Duration,
    docs: "The duration without its sign.",
    examples: &[Example {
        code: r#"(1m - 90s).abs()"#,
        value: r#"30s"#,
    }],
    code: Implementation::Host(duration_abs),
};

fn duration_abs(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = call.int(0)?.checked_abs().ok_or_else(|| {
        let message = "the absolute value does not fit into a duration";
        Failure::new(FailureCode::Overflow, message)
    })?;
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

//! `int.to_float()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const INT_TO_FLOAT: Function = Function {
    name: "to_float",
    on: Pattern::Int,
    property: false,
    parameters: &[],
    returns: Pattern::Float,
    docs: "The nearest float.",
    examples: &[Example {
        code: r#"(7).to_float() / 2.0"#,
        value: r#"3.5"#,
    }],
    code: Implementation::Host(to_float),
};

fn to_float(call: &mut Call<'_>) -> Result<(), Failure> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest float is what is asked for"
    )]
    let float = call.int(0)? as f64;
    call.give(&[float.to_bits()]);
    Ok(())
}

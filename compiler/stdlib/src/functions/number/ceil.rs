//! `float.ceil()`.

use crate::failure::Failure;
use crate::functions::number::whole;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const CEIL: Function = Function {
    name: "ceil",
    on: Pattern::Float,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The number rounded up; fails with `overflow` if it does not fit into an int.",
    examples: &[Example {
        code: r#"(1.5).ceil()"#,
        value: r#"2"#,
    }],
    code: Implementation::Host(ceil),
};

fn ceil(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = whole(f64::from_bits(call.word(0)?).ceil())?;
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

//! `float.floor()`.

use crate::failure::Failure;
use crate::functions::number::whole;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const FLOOR: Function = Function {
    name: "floor",
    on: Pattern::Float,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The number rounded down; fails with `overflow` if it does not fit into an int.",
    examples: &[Example {
        code: r#"(1.5).floor()"#,
        value: r#"1"#,
    }],
    code: Implementation::Host(floor),
};

fn floor(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = whole(f64::from_bits(call.word(0)?).floor())?;
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

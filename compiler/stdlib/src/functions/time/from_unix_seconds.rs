//! `int.from_unix_seconds()`.

use crate::failure::Failure;
use crate::functions::time::instant;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const FROM_UNIX_SECONDS: Function = Function {
    name: "from_unix_seconds",
    on: Pattern::Int,
    property: false,
    parameters: &[],
    returns: Pattern::Time,
    docs: "The time so many seconds after 1970 began in UTC; `overflow` outside of the years 0 to 9999.",
    examples: &[Example {
        code: r#"(1_709_210_096).from_unix_seconds()"#,
        value: r#""2024-02-29T12:34:56.000000Z""#,
    }],
    code: Implementation::Host(from_unix_seconds),
};

fn from_unix_seconds(call: &mut Call<'_>) -> Result<(), Failure> {
    let time = instant(call.int(0)?.checked_mul(1_000_000))?;
    call.give(&[time.cast_unsigned()]);
    Ok(())
}

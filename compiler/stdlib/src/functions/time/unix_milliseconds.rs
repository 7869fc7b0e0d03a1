//! `time.to_unix_milliseconds()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const UNIX_MILLISECONDS: Function = Function {
    name: "to_unix_milliseconds",
    on: Pattern::Time,
    property: false,
    parameters: &[],
    returns: Pattern::Int,
    docs: "The number of milliseconds since 1970 in UTC, the fraction dropped; negative before.",
    examples: &[Example {
        code: r#"(1_709_210_096).from_unix_seconds().to_unix_milliseconds()"#,
        value: r#"1_709_210_096_000"#,
    }],
    code: Implementation::Host(unix_milliseconds),
};

fn unix_milliseconds(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = call.int(0)?.div_euclid(1_000);
    call.give(&[value.cast_unsigned()]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::UNIX_MILLISECONDS;
    use crate::functions::testing::*;

    #[test]
    fn a_part_before_1970_is_dropped_downwards() {
        for (microseconds, value) in [(-1, -1), (0, 0), (1_000 - 1, 0), (1_000, 1), (-1_000, -1)] {
            let word = i64::cast_unsigned(microseconds);
            assert_eq!(on_word(&UNIX_MILLISECONDS, word).int(), value);
        }
    }
}

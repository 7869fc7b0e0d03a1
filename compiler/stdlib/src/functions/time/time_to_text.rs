//! `time.to_text()`.

use crate::failure::Failure;
use crate::functions::{Call, Function, Implementation, Pattern};
use crate::write::{self, TextKind};

pub(in crate::functions) const TIME_TO_TEXT: Function = Function {
    name: "to_text",
    on: Pattern::Time,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The time in UTC in the format of RFC 3339, with microseconds.",
    examples: &[],
    code: Implementation::Host(time_to_text),
};

fn time_to_text(call: &mut Call<'_>) -> Result<(), Failure> {
    call.give_built(|call, out| write::text_of(out, TextKind::Time, call.word(0)?))
}

#[cfg(test)]
mod tests {
    use super::TIME_TO_TEXT;
    use crate::functions::testing::*;

    #[test]
    fn it_reads_as_in_json() {
        assert_eq!(
            on_word(&TIME_TO_TEXT, 1_500).text(),
            "1970-01-01T00:00:00.001500Z"
        );
    }
}

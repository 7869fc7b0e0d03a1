//! `text.to_time(format)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};
use crate::time_format::read_instant;

use super::parsed::give_parsed;

pub(in crate::functions) const TEXT_TO_TIME_WITH_OFFSET: Function = Function {
    name: "to_time",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "format",
        ty: Pattern::Written(Notation::InstantFormat),
        docs: "the parts of the text, with its offset: \"%Y-%m-%d %H:%M %:z\"",
    }],
    returns: Pattern::Optional(&Pattern::Time),
    docs: "The text parsed in a [format](#formats-of-times-and-dates) that has the offset from UTC, `%:z` or `%z`; null if it does not fit.",
    examples: &[
        Example {
            code: r#""02/Jan/2026:03:04:05 +0100".to_time("%d/%b/%Y:%H:%M:%S %z")"#,
            value: r#""2026-01-02T02:04:05.000000Z""#,
        },
        Example {
            code: r#""yesterday".to_time("%Y-%m-%d %H:%M %:z")"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(text_to_time_with_offset),
};

fn text_to_time_with_offset(call: &mut Call<'_>) -> Result<(), Failure> {
    give_parsed(call, read_instant)
}

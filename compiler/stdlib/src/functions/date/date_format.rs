//! `date.format(format)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};
use crate::time_format::write_date;

use super::received::day;

pub(in crate::functions) const DATE_FORMAT: Function = Function {
    name: "format",
    on: Pattern::Date,
    property: false,
    parameters: &[Parameter {
        name: "format",
        ty: Pattern::Written(Notation::DateFormat),
        docs: "the parts of the text: \"%d.%m.%Y\"",
    }],
    returns: Pattern::Text,
    docs: "The date as a text in a [format](#formats-of-times-and-dates).",
    examples: &[
        Example {
            code: r#"date("2026-01-31").format("%d.%m.%Y")"#,
            value: r#""31.01.2026""#,
        },
        Example {
            code: r#"date("2026-01-31").format("%A, %-d %B")"#,
            value: r#""Saturday, 31 January""#,
        },
    ],
    code: Implementation::Host(date_format),
};

fn date_format(call: &mut Call<'_>) -> Result<(), Failure> {
    let text = write_date(call.text(1)?, day(call, 0)?)?;
    call.spend_bytes(text.len() as u64);
    call.give_text(&text)
}

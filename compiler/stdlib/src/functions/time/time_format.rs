//! `time.format(format, zone)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};
use crate::time_format::write_time;

use super::local::{ZONE, local};

pub(in crate::functions) const TIME_FORMAT: Function = Function {
    name: "format",
    on: Pattern::Time,
    property: false,
    parameters: &[
        Parameter {
            name: "format",
            ty: Pattern::Written(Notation::TimeFormat),
            docs: "the parts of the text: \"%Y-%m-%d %H:%M\"",
        },
        ZONE,
    ],
    returns: Pattern::Text,
    docs: "The time in a zone as a text in a [format](#formats-of-times-and-dates).",
    examples: &[
        Example {
            code: r#"time("2026-01-02T03:04:05Z").format("%d.%m.%Y %H:%M", "Europe/Stockholm")"#,
            value: r#""02.01.2026 04:04""#,
        },
        Example {
            code: r#"time("2026-01-02T03:04:05Z").format("%A, %-d %B %Y", "UTC")"#,
            value: r#""Friday, 2 January 2026""#,
        },
    ],
    code: Implementation::Host(time_format),
};

fn time_format(call: &mut Call<'_>) -> Result<(), Failure> {
    let (zone, local) = local(call, 3)?;
    let offset = zone.offset(call.int(0)?);
    let text = write_time(call.text(1)?, local, offset)?;
    call.spend_bytes(text.len() as u64);
    call.give_text(&text)
}

//! `text.to_time(format, zone)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};
use crate::time_format::read_local;

use super::local::{ZONE, zone};

pub(in crate::functions) const TEXT_TO_TIME_IN_ZONE: Function = Function {
    name: "to_time",
    on: Pattern::Text,
    property: false,
    parameters: &[
        Parameter {
            name: "format",
            ty: Pattern::Written(Notation::LocalFormat),
            docs: "the parts of the text: \"%Y-%m-%d %H:%M\"",
        },
        ZONE,
    ],
    returns: Pattern::Optional(&Pattern::Time),
    docs: "The text parsed in a [format](#formats-of-times-and-dates) as the time in a zone; null if it does not fit.",
    examples: &[
        Example {
            code: r#""2026-07-01 09:00".to_time("%Y-%m-%d %H:%M", "Europe/Stockholm")"#,
            value: r#""2026-07-01T07:00:00.000000Z""#,
        },
        Example {
            code: r#""2026-03-29 02:30".to_time("%Y-%m-%d %H:%M", "Europe/Stockholm")"#,
            value: r#""2026-03-29T01:00:00.000000Z""#,
        },
        Example {
            code: r#""1 July".to_time("%Y-%m-%d %H:%M", "UTC")"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(text_to_time_in_zone),
};

fn text_to_time_in_zone(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let zone = zone(call, 4)?;
    let local = read_local(call.text(2)?, call.text(0)?);
    match local.and_then(|local| zone.first(local)) {
        Some(time) => call.give(&[1, time.cast_unsigned()]),
        None => call.give(&[0, 0]),
    }
    Ok(())
}

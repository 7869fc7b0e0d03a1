//! `text.to_date(format)`.

use crate::failure::Failure;
use crate::functions::time::parsed::give_parsed;
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};
use crate::time_format::read_date;

pub(in crate::functions) const TEXT_TO_DATE_IN_FORMAT: Function = Function {
    name: "to_date",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "format",
        ty: Pattern::Written(Notation::DayFormat),
        docs: "the parts of the text: \"%d.%m.%Y\"",
    }],
    returns: Pattern::Optional(&Pattern::Date),
    docs: "The text parsed as a date in a [format](#formats-of-times-and-dates); null if it does not fit.",
    examples: &[
        Example {
            code: r#""31/1/2026".to_date("%d/%m/%Y")"#,
            value: r#""2026-01-31""#,
        },
        Example {
            code: r#""31 Jan".to_date("%d %b %Y")"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(text_to_date_in_format),
};

fn text_to_date_in_format(call: &mut Call<'_>) -> Result<(), Failure> {
    give_parsed(call, read_date)
}

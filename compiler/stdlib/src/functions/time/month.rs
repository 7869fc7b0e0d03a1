//! `time.month(zone)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::local::{ZONE, date, give_part};

pub(in crate::functions) const MONTH: Function = Function {
    name: "month",
    on: Pattern::Time,
    property: false,
    parameters: &[ZONE],
    returns: Pattern::Int,
    docs: "The month of the time in a zone, from 1 to 12.",
    examples: &[Example {
        code: r#"time("2025-12-31T23:30:15Z").month("Europe/Stockholm")"#,
        value: r#"1"#,
    }],
    code: Implementation::Host(month),
};

fn month(call: &mut Call<'_>) -> Result<(), Failure> {
    give_part(call, |local| date(local).month)
}

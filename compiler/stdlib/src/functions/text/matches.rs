//! `text.matches(pattern)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};

use super::regex::pattern;

pub(in crate::functions) const MATCHES: Function = Function {
    name: "matches",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "pattern",
        ty: Pattern::Written(Notation::Regex),
        docs: "a regular expression, written as a raw text",
    }],
    returns: Pattern::Bool,
    docs: "Whether a regular expression is found in the text; `^` and `$` bind it to the start and the end.",
    examples: &[
        Example {
            code: r##""ABC-123".matches(r"^[A-Z]+-\d+$")"##,
            value: r##"true"##,
        },
        Example {
            code: r##""no number".matches(r"\d")"##,
            value: r##"false"##,
        },
    ],
    code: Implementation::Host(matches),
};

fn matches(call: &mut Call<'_>) -> Result<(), Failure> {
    let pattern = pattern(call, 2)?;
    let is_found = pattern.is_match(call.text(0)?);
    call.give(&[u64::from(is_found)]);
    Ok(())
}

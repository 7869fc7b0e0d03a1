//! `text.replace_match(pattern, to)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};

use super::regex::pattern;

pub(in crate::functions) const REPLACE_MATCH: Function = Function {
    name: "replace_match",
    on: Pattern::Text,
    property: false,
    parameters: &[
        Parameter {
            name: "pattern",
            ty: Pattern::Written(Notation::Regex),
            docs: "a regular expression, written as a raw text",
        },
        Parameter {
            name: "to",
            ty: Pattern::Text,
            docs: "what to put in the place of each match, as it is",
        },
    ],
    returns: Pattern::Text,
    docs: "The text with every match of a regular expression replaced.",
    examples: &[Example {
        code: r##""a1b22".replace_match(r"\d+", "#")"##,
        value: r##""a#b#""##,
    }],
    code: Implementation::Host(replace_match),
};

fn replace_match(call: &mut Call<'_>) -> Result<(), Failure> {
    let pattern = pattern(call, 2)?;
    let mut length = 0;
    call.give_built(|call, out| {
        let (text, to) = (call.text(0)?, call.text(4)?);
        let start = out.len();
        let mut copied = 0;
        for found in pattern.find_iter(text) {
            out.extend_from_slice(
                text.as_bytes()
                    .get(copied..found.start())
                    .unwrap_or_default(),
            );
            out.extend_from_slice(to.as_bytes());
            copied = found.end();
            call.expect_room(out.len() - start)?;
        }
        out.extend_from_slice(text.as_bytes().get(copied..).unwrap_or_default());
        length = out.len() - start;
        call.expect_room(length)
    })?;
    call.spend_bytes(length as u64);
    Ok(())
}

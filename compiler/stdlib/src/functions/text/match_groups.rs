//! `text.match_groups(pattern)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Notation, Parameter, Pattern};

use super::regex::pattern;

pub(in crate::functions) const MATCH_GROUPS: Function = Function {
    name: "match_groups",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "pattern",
        ty: Pattern::Written(Notation::Regex),
        docs: "a regular expression, written as a raw text",
    }],
    returns: Pattern::Optional(&Pattern::ListOf(&Pattern::Optional(&Pattern::Text))),
    docs: "The first match of a regular expression: the whole of it, then its groups, null for a group that took no part. Null if there is no match.",
    examples: &[
        Example {
            code: r##""ABC-123".match_groups(r"^([A-Z]+)-(\d+)$")"##,
            value: r##"["ABC-123", "ABC", "123"]"##,
        },
        Example {
            code: r##""ABC".match_groups(r"\d")"##,
            value: r##"null"##,
        },
    ],
    code: Implementation::Host(match_groups),
};

fn match_groups(call: &mut Call<'_>) -> Result<(), Failure> {
    let pattern = pattern(call, 2)?;
    let (text, address) = (call.text(0)?, call.word(0)?);
    let Some(groups) = pattern.captures(text) else {
        call.give(&[0, 0, 0]);
        return Ok(());
    };
    let words = groups.iter().flat_map(|group| match group {
        Some(group) => {
            let start = address.wrapping_add(group.start() as u64);
            [1, start, group.len() as u64]
        }
        None => [0, 0, 0],
    });
    let words: Vec<u64> = words.collect();
    let count = groups.len() as u64;
    let list = call.context.allocate_words(&words)?;
    call.give(&[1, list, count]);
    Ok(())
}

//! `text.split(separator)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

use super::occurrences::Occurrences;

pub(in crate::functions) const SPLIT: Function = Function {
    name: "split",
    on: Pattern::Text,
    property: false,
    parameters: &[Parameter {
        name: "separator",
        ty: Pattern::Text,
        docs: "the text between the parts",
    }],
    returns: Pattern::Texts,
    docs: "The parts between the separators: one more than there are separators. An empty separator splits the text into characters.",
    examples: &[
        Example {
            code: r#""a,b,,c".split(",")"#,
            value: r#"["a", "b", "", "c"]"#,
        },
        Example {
            code: r#""abc".split("")"#,
            value: r#"["a", "b", "c"]"#,
        },
    ],
    code: Implementation::Host(split),
};

fn split(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let (text, separator) = (call.text(0)?, call.text(2)?);
    // One part more than memory has room for, so that returning the parts fails without collecting
    // them all.
    let most = call.memory() / 16 + 1;
    let parts = if separator.is_empty() {
        let characters = text.char_indices().take(most);
        collect(call.word(0)?, 0, characters.map(|(_, one)| one.len_utf8()))
    } else {
        let mut start = 0;
        let places = Occurrences::new(text, separator).chain([text.len()]);
        let lengths = places.take(most).map(|at| {
            let length = at - start;
            start = at + separator.len();
            length
        });
        collect(call.word(0)?, separator.len(), lengths)
    };
    call.spend(parts.len() as u64 / 2);
    call.give_list(&parts, 2)
}

/// The addresses and lengths of consecutive parts of a text, `gap` bytes apart.
fn collect(text: u64, gap: usize, lengths: impl Iterator<Item = usize>) -> Vec<u64> {
    let mut address = text;
    let mut words = Vec::new();
    for length in lengths {
        words.extend([address, length as u64]);
        address = address.wrapping_add((length + gap) as u64);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::SPLIT;
    use crate::functions::testing::*;

    #[test]
    fn there_is_one_part_more_than_separators() {
        assert_eq!(on_text(&SPLIT, &["a, b, ", ", "]).texts(), ["a", "b", ""]);
        assert_eq!(on_text(&SPLIT, &["", ","]).texts(), [""]);
        assert_eq!(on_text(&SPLIT, &["aaa", "aa"]).texts(), ["", "a"]);
    }

    #[test]
    fn an_empty_separator_splits_into_characters() {
        assert_eq!(on_text(&SPLIT, &["aë🦀", ""]).texts(), ["a", "ë", "🦀"]);
        assert!(on_text(&SPLIT, &["", ""]).texts().is_empty());
    }

    #[test]
    fn more_parts_than_memory_fail() {
        let commas = ",".repeat(100_000);
        assert_eq!(refused(&SPLIT, &[&commas, ","]), FailureCode::TooLarge);
    }
}

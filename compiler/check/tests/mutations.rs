//! `check` never panics, whatever the program; and a program without errors satisfies the tree's
//! invariants.

mod support;

use proptest::prelude::*;
use support::check_text;

const PROGRAMS: &[&str] = &[
    include_str!("programs/contact_form.flow"),
    include_str!("programs/github_push.flow"),
    include_str!("programs/everything.flow"),
];

/// A program split at white space and punctuation, so that a mutation replaces whole tokens.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut word = false;
    for (at, letter) in text.char_indices() {
        let is_word = letter.is_alphanumeric() || letter == '_';
        if at > start && !(is_word && word) {
            pieces.push(&text[start..at]);
            start = at;
        }
        word = is_word;
    }
    pieces.push(&text[start..]);
    pieces
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn pieces_of_a_program_in_other_places(
        program in 0..PROGRAMS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8), 1..4),
    ) {
        let mut pieces = pieces(PROGRAMS[program]);
        for (from, to, how) in changes {
            let piece = pieces[from.index(pieces.len())];
            let at = to.index(pieces.len());
            match how {
                0 => pieces[at] = piece,
                1 => pieces.insert(at, piece),
                2 => { pieces.remove(at); }
                _ => pieces[at] = "null",
            }
        }
        check_text(&pieces.concat());
    }

    #[test]
    fn words_of_a_program_swapped(
        program in 0..PROGRAMS.len(),
        swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..3),
    ) {
        let mut pieces = pieces(PROGRAMS[program]);
        let words: Vec<usize> = pieces
            .iter()
            .enumerate()
            .filter(|(_, piece)| piece.starts_with(|letter: char| letter.is_alphanumeric()))
            .map(|(at, _)| at)
            .collect();
        for (a, b) in swaps {
            pieces.swap(words[a.index(words.len())], words[b.index(words.len())]);
        }
        check_text(&pieces.concat());
    }
}

//! What formatting preserves for every input.

use flowright_format::format;
use flowright_syntax::tokens::{TokenKind, lex};
use flowright_syntax::tree::concrete;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::corpus::programs;

fn holds(text: &str) -> Result<(), TestCaseError> {
    if let Err(law) = format(text) {
        return Err(TestCaseError::fail(format!("{law:?} in:\n{text}")));
    }
    Ok(())
}

#[test]
fn every_program_of_the_project_is_formatted() {
    let programs = programs();
    assert!(programs.len() > 100, "only {} programs", programs.len());
    for (name, text) in programs {
        assert!(format(&text).is_ok(), "{:?}: {name}\n{text}", format(&text));
    }
}

#[test]
fn the_examples_are_in_the_style() {
    for (name, text) in programs() {
        if name.starts_with("examples/") {
            let formatted = format(&text).map(|formatted| formatted.text);
            assert_eq!(formatted.as_deref(), Ok(&*text), "{name}");
        }
    }
}

/// The positions between two tokens outside strings.
fn gaps(text: &str) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut gaps = vec![0];
    for token in lex(text) {
        match token.kind {
            TokenKind::StringStart(_) => depth += 1,
            TokenKind::StringEnd(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            gaps.push(token.end as usize);
        }
    }
    gaps
}

fn insertion() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(" ".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n\n".to_owned()),
        Just("\r\n\t".to_owned()),
        "[a-z]{1,3}".prop_map(|word| format!(" // {word}\n")),
        "[a-z]{1,3}".prop_map(|word| format!("\n  // {word}  \n\n")),
        "[a-z]{1,3}".prop_map(|word| format!("\n/// {word}\n")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn with_comments_and_newlines_in_odd_places(
        which: Index,
        places in vec((any::<Index>(), insertion()), 1..6),
    ) {
        let programs = programs();
        let (_, text) = which.get(&programs);
        let gaps = gaps(text);
        let mut places: Vec<(usize, String)> =
            places.into_iter().map(|(index, text)| (*index.get(&gaps), text)).collect();
        places.sort();
        let mut text = text.clone();
        for (at, insertion) in places.into_iter().rev() {
            text.insert_str(at, &insertion);
        }
        holds(&text)?;
    }

    #[test]
    fn with_a_piece_cut_out(which: Index, from: Index, to: Index) {
        let programs = programs();
        let (_, text) = which.get(&programs);
        let gaps = gaps(text);
        let (from, to) = (*from.get(&gaps), *to.get(&gaps));
        let (from, to) = (from.min(to), from.max(to));
        let text = [text.get(..from).unwrap_or(""), text.get(to..).unwrap_or("")].concat();
        holds(&text)?;
    }

    #[test]
    fn with_everything_on_few_lines_or_many(which: Index, joined in any::<bool>()) {
        let programs = programs();
        let (_, text) = which.get(&programs);
        // An additional newline between any two tokens, or blanks for all blanks: the result often
        // has another meaning, or is not a valid program.
        let mut changed = String::new();
        let gaps = gaps(text);
        for (start, end) in gaps.iter().zip(gaps.iter().skip(1)) {
            let piece = text.get(*start..*end).unwrap_or("");
            if joined && piece.trim().is_empty() && !piece.contains('\n') {
                changed.push_str("   ");
            } else {
                changed.push_str(piece);
            }
            if !joined && piece == "," {
                changed.push('\n');
            }
        }
        holds(&changed)?;
    }

    #[test]
    fn with_any_text(text in "[ -~\n]{0,200}") {
        holds(&text)?;
    }
}

/// Rereading a formatted text relies on equal declarations having equal trees.
#[test]
fn what_is_read_again_is_what_is_read() {
    for (name, text) in programs() {
        let Ok(formatted) = format(&text) else {
            continue;
        };
        let formatted = formatted.text;
        let again = concrete(&text).reparse(&text, &formatted);
        let anew = concrete(&formatted);
        assert_eq!(again.roles, anew.roles, "{name}\n{text}");
        for (again, anew) in again.items.iter().zip(&anew.items) {
            assert_eq!(again.tokens, anew.tokens, "{name}\n{text}");
            assert_eq!(again.tree, anew.tree, "{name}\n{text}");
        }
        assert_eq!(again.items.len(), anew.items.len(), "{name}\n{text}");
    }
}

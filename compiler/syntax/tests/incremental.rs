//! Reparsing yields the same result as parsing from scratch, whatever was edited in between.

mod edits;

use std::collections::BTreeSet;
use std::sync::Arc;

use edits::{PROGRAMS, edit, edited};
use flowright_diagnostics::{Anchor, FileId};
use flowright_syntax::Parse;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn parsing_again_is_parsing(
        programs in prop::collection::vec(any::<usize>(), 1..4),
        edits in prop::collection::vec(edit(), 1..12),
    ) {
        let mut text: String = programs.iter().map(|program| PROGRAMS[program % PROGRAMS.len()].as_str()).collect();
        let mut before = text.clone();
        let mut parse = Parse::new(FileId(3), &text);
        for edit in &edits {
            let next = edited(&text, &before, edit);
            before = std::mem::replace(&mut text, next);
            parse = parse.reparse(&text);
            let fresh = Parse::new(FileId(3), &text);
            prop_assert_eq!(format!("{:?}", parse.tree), format!("{:?}", fresh.tree));
            prop_assert_eq!(&parse.diagnostics, &fresh.diagnostics);
        }
    }
}

#[test]
fn what_stands_around_an_edit_stays_the_same_one() {
    let text = "secret a\n\n/// B.\nsecret b\n\nsecret c\n\nsecret d\n";
    let before = Parse::new(FileId(0), text);
    let after = before.reparse(&text.replace("secret c", "secret cc"));
    let same: Vec<bool> = before
        .tree
        .items
        .iter()
        .zip(&after.tree.items)
        .map(|(before, after)| Arc::ptr_eq(before, after))
        .collect();
    assert_eq!(same, [true, true, false, true]);
}

#[test]
fn declarations_of_the_same_text_stay_the_same_ones() {
    let text = "secret a\n".repeat(4);
    let before = Parse::new(FileId(0), &text);
    let after = before.reparse(&format!("{text}secret b\n"));
    let pairs = before
        .tree
        .items
        .iter()
        .zip(&after.tree.items)
        .skip(1)
        .take(2);
    for (before, after) in pairs {
        assert!(Arc::ptr_eq(before, after));
    }
}

#[test]
fn a_declaration_keeps_its_anchor_while_it_moves_and_is_edited() {
    let text = "secret a\n\nfn f(n: int) -> int {\n  n\n}\n\nsecret b\n";
    let before = Parse::new(FileId(0), text);
    let edited = text.replace("  n\n", "  n + 1\n");
    let after = before.reparse(&format!("// Moved.\n{edited}"));
    let anchors = |parse: &Parse| {
        let items = parse.tree.items.iter();
        items.map(|item| item.span).collect::<Vec<_>>()
    };
    let (before, after) = (anchors(&before), anchors(&after));
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.before(), after.before());
    }
}

#[test]
fn declarations_of_the_same_text_have_anchors_of_their_own() {
    let parse = Parse::new(FileId(0), &"secret a\n".repeat(4));
    let anchors: BTreeSet<Anchor> = parse.tree.anchors.declarations().collect();
    assert_eq!(anchors.len(), 4);
}

//! Parsing again gives what parsing for the first time gives, whatever was edited in between.

mod edits;

use std::sync::Arc;

use edits::{PROGRAMS, edit, edited};
use flowright_diagnostics::FileId;
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
            parse = parse.again(&text);
            let fresh = Parse::new(FileId(3), &text);
            prop_assert_eq!(format!("{:?}", parse.tree), format!("{:?}", fresh.tree));
            prop_assert_eq!(&parse.diagnostics, &fresh.diagnostics);
        }
    }
}

#[test]
fn what_stands_above_an_edit_stays_the_same_one() {
    let text = "secret a\n\n/// B.\nsecret b\n\nsecret c\n\nsecret d\n";
    let before = Parse::new(FileId(0), text);
    let after = before.again(&text.replace("secret c", "secret cc"));
    let same: Vec<bool> = before
        .tree
        .items
        .iter()
        .zip(&after.tree.items)
        .map(|(before, after)| Arc::ptr_eq(before, after))
        .collect();
    assert_eq!(same, [true, true, false, false]);
}

#[test]
fn declarations_of_the_same_text_stay_the_same_ones() {
    let text = "secret a\n".repeat(4);
    let before = Parse::new(FileId(0), &text);
    let after = before.again(&format!("{text}secret b\n"));
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

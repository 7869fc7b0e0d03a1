use gen_lsp_types::{Position, Range};
use proptest::prelude::*;

use super::*;
use crate::lsp::text::Change;

fn applied(old: &Text, edits: &[TextEdit]) -> String {
    let mut edits = edits.to_vec();
    // From the end, so that earlier positions stay valid.
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    let changes = edits.into_iter().map(|edit| Change {
        range: Some(edit.range),
        text: edit.new_text,
    });
    let text = old.changed(changes.collect(), Encoding::Utf16);
    text.as_str().to_owned()
}

fn whole(old: &str, new: &str) -> (Text, Vec<TextEdit>) {
    let text = Text::new(old);
    let edits = edits(&text, [(0..old.len(), new)], Encoding::Utf16);
    (text, edits)
}

#[test]
fn only_lines_that_differ_are_touched() {
    let (text, edits) = whole("a\n b\nc\nd\n", "a\nb\nc\n\nd\n");
    assert_eq!(applied(&text, &edits), "a\nb\nc\n\nd\n");
    let at = |line| Position { line, character: 0 };
    let ranges: Vec<Range> = edits.iter().map(|edit| edit.range).collect();
    let range = |start, end| Range {
        start: at(start),
        end: at(end),
    };
    assert_eq!(ranges, [range(1, 2), range(3, 3)]);
}

#[test]
fn the_ends_of_lines_stay_as_they_are() {
    let (text, edits) = whole("a\r\n b\r\n", "a\nb\n");
    assert_eq!(applied(&text, &edits), "a\r\nb\r\n");
    assert_eq!(edits.len(), 1);
    assert!(whole("a\r\nb\r\n", "a\nb\n").1.is_empty());
}

#[test]
fn a_file_whose_every_line_differs_is_quick() {
    let lines = |indent: &str| -> String {
        let lines = (0..20_000).map(|number| format!("{indent}let x{number} = {number}\n"));
        lines.collect()
    };
    let (old, new) = (lines("    "), lines("  "));
    let (text, edits) = whole(&old, &new);
    assert_eq!(edits.len(), 1);
    assert_eq!(applied(&text, &edits), new);
}

proptest! {
    #[test]
    fn the_edits_lead_to_the_new_text(old in "[ab\u{e9}\n]{0,20}", new in "[ab\u{e9}\n]{0,20}") {
        let (text, edits) = whole(&old, &new);
        prop_assert_eq!(applied(&text, &edits), new);
    }
}

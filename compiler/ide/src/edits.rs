//! Inserts into a text, and maps positions through edits.

use flowright_diagnostics::{Edit, FileRange};

/// The text with something inserted.
pub(crate) fn insert(text: &str, at: u32, what: &str) -> String {
    let (before, behind) = text.split_at_checked(at as usize).unwrap_or((text, ""));
    [before, what, behind].concat()
}

/// The position after applying the edits before it.
pub(crate) fn moved<'e>(place: u32, edits: impl Iterator<Item = &'e Edit<FileRange>>) -> u32 {
    let before = edits.filter(|edit| edit.span.end <= place);
    let moved = before.fold(i64::from(place), |place, edit| {
        let replaced = i64::from(edit.span.end) - i64::from(edit.span.start);
        place - replaced + i64::try_from(edit.text.len()).unwrap_or(0)
    });
    u32::try_from(moved).unwrap_or(place)
}

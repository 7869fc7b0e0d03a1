//! Converts one text to another with few edits, so that the cursor, folded ranges and the selection
//! are preserved.

use std::ops;

use gen_lsp_types::TextEdit;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::encoding::Encoding;
use super::text::Text;

/// The edits that replace pieces of a text, in order from its start to its end: only the lines that
/// differ are replaced. The line endings of the text are kept, because an editor uses one kind for
/// a whole document.
pub(super) fn edits<'n>(
    text: &Text,
    pieces: impl IntoIterator<Item = (ops::Range<usize>, &'n str)>,
    encoding: Encoding,
) -> Vec<TextEdit> {
    let is_crlf = is_mostly_crlf(text.as_str());
    let edits = pieces.into_iter().flat_map(|(at, new)| {
        let new = if is_crlf {
            new.replace("\r\n", "\n").replace('\n', "\r\n")
        } else {
            new.to_owned()
        };
        of_piece(text, at, &new, encoding)
    });
    edits.collect()
}

fn of_piece(text: &Text, at: ops::Range<usize>, new: &str, encoding: Encoding) -> Vec<TextEdit> {
    let old = text.as_str().get(at.clone()).unwrap_or("");
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.split_inclusive('\n').collect(),
        new.split_inclusive('\n').collect(),
    );
    let length = |lines: ops::Range<usize>| -> usize {
        let lines = old.get(lines).unwrap_or_default();
        lines.iter().map(|line| line.len()).sum()
    };
    let (mut end, mut line) = (at.start, 0);
    let edit = |(gone, come): Hunk| {
        let start = end + length(line..gone.start);
        line = gone.end;
        end = start + length(gone);
        TextEdit {
            range: text.range(start..end, encoding),
            new_text: new.get(come).unwrap_or_default().concat(),
        }
    };
    hunks(&old, &new).into_iter().map(edit).collect()
}

/// The lines removed, and the lines that replace them.
type Hunk = (ops::Range<usize>, ops::Range<usize>);

/// The differing lines, found as the gaps between the lines that are kept. (The other positions
/// that `similar` reports are wrong where it has shifted a difference.) Therefore no two hunks
/// touch, and clients cannot disagree about their order.
///
/// Lines are matched without their white space, which is most of what formatting changes: if hardly
/// any line matches, the search takes time quadratic in the length of the text.
fn hunks(old: &[&str], new: &[&str]) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let (mut gone, mut come) = (0, 0);
    // Two equal lines: everything between the previous pair and this one differs.
    let mut stay = |before: usize, after: usize| {
        if gone < before || come < after {
            hunks.push((gone..before, come..after));
        }
        (gone, come) = (before + 1, after + 1);
    };
    let ops = capture_diff_slices(Algorithm::Myers, &solid(old), &solid(new)).into_iter();
    for op in ops {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            for at in 0..len {
                let (before, after) = (old_index + at, new_index + at);
                if old.get(before) == new.get(after) {
                    stay(before, after);
                }
            }
        }
    }
    stay(old.len(), new.len());
    hunks
}

/// The lines without their white space.
fn solid(lines: &[&str]) -> Vec<String> {
    let solid = |line: &&str| line.split_whitespace().collect();
    lines.iter().map(solid).collect()
}

fn is_mostly_crlf(text: &str) -> bool {
    let crlf = text.matches("\r\n").count();
    crlf * 2 > text.matches('\n').count()
}

#[cfg(test)]
mod tests;

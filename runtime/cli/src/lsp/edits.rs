//! From one text to another by few edits, so that the cursor, and what is folded or selected, stays where it is.

use std::ops;

use gen_lsp_types::TextEdit;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::encoding::Encoding;
use super::text::Text;

/// The edits that turn the bytes `at` of a text into `new`: the lines that differ, and no others. The ends of its lines stay as the
/// text has them, since an editor keeps them for a whole document.
pub(super) fn edits(
    text: &Text,
    at: ops::Range<usize>,
    new: &str,
    encoding: Encoding,
) -> Vec<TextEdit> {
    let old = text.as_str().get(at.clone()).unwrap_or("");
    let new = if is_mostly_crlf(text.as_str()) {
        new.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        new.to_owned()
    };
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.split_inclusive('\n').collect(),
        new.split_inclusive('\n').collect(),
    );
    let edit = |(gone, come): Hunk| {
        let length = |lines: ops::Range<usize>| -> usize {
            let lines = old.get(lines).unwrap_or_default();
            lines.iter().map(|line| line.len()).sum()
        };
        let start = at.start + length(0..gone.start);
        let end = start + length(gone);
        TextEdit {
            range: text.range(start..end, encoding),
            new_text: new.get(come).unwrap_or_default().concat(),
        }
    };
    hunks(&old, &new).into_iter().map(edit).collect()
}

/// The lines that go, and those that come for them.
type Hunk = (ops::Range<usize>, ops::Range<usize>);

/// Where the lines differ: between those that stay. (The other places that similar gives are off where it has moved a difference.)
/// So no two hunks touch, and clients cannot disagree about their order.
fn hunks(old: &[&str], new: &[&str]) -> Vec<Hunk> {
    let end = DiffOp::Equal {
        old_index: old.len(),
        new_index: new.len(),
        len: 0,
    };
    let mut hunks = Vec::new();
    let (mut gone, mut come) = (0, 0);
    let ops = capture_diff_slices(Algorithm::Myers, old, new).into_iter();
    for op in ops.chain([end]) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            if gone < old_index || come < new_index {
                hunks.push((gone..old_index, come..new_index));
            }
            (gone, come) = (old_index + len, new_index + len);
        }
    }
    hunks
}

fn is_mostly_crlf(text: &str) -> bool {
    let crlf = text.matches("\r\n").count();
    crlf * 2 > text.matches('\n').count()
}

#[cfg(test)]
mod tests;

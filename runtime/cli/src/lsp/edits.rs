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

/// Where the lines differ. What touches is one hunk: clients disagree about edits at one place.
fn hunks(old: &[&str], new: &[&str]) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (gone, come) = (op.old_range(), op.new_range());
        match hunks.last_mut() {
            Some((last, more)) if last.end == gone.start && more.end == come.start => {
                last.end = gone.end;
                more.end = come.end;
            }
            _ => hunks.push((gone, come)),
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

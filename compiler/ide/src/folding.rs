//! Folding ranges.

use flowright_diagnostics::{FileId, FileRange};

use crate::Analysis;
use crate::text::{Pair, Text};

/// A foldable part of a text: it spans more than one line, and only one fold begins on each line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The folded range. It ends on its last line, so that a closing bracket on its own line stays
    /// visible.
    pub span: FileRange,
    /// Its kind.
    pub kind: FoldKind,
}

/// The kinds of folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// Declarations, blocks, records, lists, settings, strings.
    Code,
    /// Comments.
    Comment,
}

impl Analysis {
    /// The folds of a file, in source order.
    #[must_use]
    pub fn folds(&self, file: FileId) -> Vec<Fold> {
        let (Some(text), Some(tree)) = (self.text(file), self.tree(file)) else {
            return Vec::new();
        };
        let items = tree.items.iter();
        let items = items.map(|item| self.anchors.resolve(item.span));
        let items: Vec<FileRange> = items.collect();
        let starts: Vec<u32> = items.iter().map(|item| item.start).collect();
        let code = |span| Fold {
            span,
            kind: FoldKind::Code,
        };
        let mut pairs = text.pairs(&starts);
        pairs.sort_by_key(|pair| pair.open.start);
        let mut folds: Vec<Fold> = pairs
            .iter()
            .map(|pair| code(between(&text, *pair)))
            .collect();
        // For declarations without brackets, or with a missing bracket.
        folds.extend(items.iter().map(|item| {
            let end = text.skip_blank_back(item.start, item.end);
            code(text.range(end_of_line(&text, item.start), end))
        }));
        folds.extend(text.comments().into_iter().map(|run| Fold {
            span: text.range(end_of_line(&text, run.start), run.end),
            kind: FoldKind::Comment,
        }));
        let line = |at| text.source.line_of(at);
        folds.retain(|fold| line(fold.span.start) < line(fold.span.end));
        // Among the folds that begin on the same line, the outermost is kept: it leaves its closing
        // bracket visible.
        folds.sort_by_key(|fold| line(fold.span.start));
        folds.dedup_by_key(|fold| line(fold.span.start));
        folds
    }
}

/// The range between two brackets. If the closing bracket is the first token on its line, that line
/// is excluded.
fn between(text: &Text<'_>, pair: Pair) -> FileRange {
    let (start, end) = (pair.open.end, pair.close.start);
    let inside = text.source.slice(start, end);
    let blank = |letter: char| letter != '\n' && letter.is_whitespace();
    let end = match inside.trim_end_matches(blank).strip_suffix('\n') {
        Some(lines) => {
            let lines = lines.strip_suffix('\r').unwrap_or(lines);
            start.saturating_add(u32::try_from(lines.len()).unwrap_or(0))
        }
        None => end,
    };
    text.range(start, end)
}

fn end_of_line(text: &Text<'_>, at: u32) -> u32 {
    let rest = text.source.slice(at, text.end());
    let line = rest.lines().next().unwrap_or_default();
    at.saturating_add(u32::try_from(line.len()).unwrap_or(0))
}

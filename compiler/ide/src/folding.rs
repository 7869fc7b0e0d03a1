//! What an editor can fold away.

use flowright_diagnostics::{FileId, FileRange};

use crate::Analysis;
use crate::text::{Pair, Text};

/// A part of a text that can be folded away: over more than one line, and only one begins on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// What goes away. It ends on its last line, so that a bracket that closes on a line of its own stays to be seen.
    pub span: FileRange,
    /// What it is.
    pub kind: FoldKind,
}

/// The kinds of what can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// Declarations, blocks, records, lists, settings, strings.
    Code,
    /// Comments.
    Comment,
}

impl Analysis {
    /// What can be folded, in the order of the text.
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
        // Those without brackets, or with one missing.
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
        // Of those that begin on a line the outermost brackets stay, which leave the closing one to be seen.
        folds.sort_by_key(|fold| line(fold.span.start));
        folds.dedup_by_key(|fold| line(fold.span.start));
        folds
    }
}

/// What stands between two brackets, without the line of the second one where it stands first on it.
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

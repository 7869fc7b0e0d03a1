//! Expanding selection.

use std::sync::Arc;

use flowright_diagnostics::{FileId, FileRange};
use flowright_syntax::ast::{Item, Node};
use flowright_syntax::tokens::TokenKind;

use crate::Analysis;
use crate::text::{Pair, Text};

impl Analysis {
    /// The ranges around a place, smallest first; each contains the previous one, and the last is
    /// the file. Empty for an empty file.
    #[must_use]
    pub fn selections(&self, file: FileId, offset: u32) -> Vec<FileRange> {
        let Some(text) = self.text(file) else {
            return Vec::new();
        };
        let offset = text.source.floor(offset);
        let covers = |span: &FileRange| span.start <= offset && offset <= span.end;
        let mut around = vec![text.range(0, text.end())];
        selections_of_text(&text, &mut around);
        if let Some(tree) = self.tree(file) {
            let place = |item: &Arc<Item>| self.anchors.resolve(item.span);
            let starts: Vec<u32> = tree.items.iter().map(|item| place(item).start).collect();
            let pairs = text.pairs(&starts);
            let items = tree.items.iter().filter(|item| covers(&place(item)));
            let nodes = items.flat_map(|item| Node::Item(item).walk());
            let nodes = nodes.map(|node| self.anchors.resolve(node.span()));
            let nodes = nodes.filter(covers);
            around.extend(nodes.map(|span| whole_pairs(span, &pairs)));
            around.extend(tree.items.iter().filter_map(|item| {
                let item = place(item);
                let doc = text.doc_above(item.start)?;
                Some(text.range(doc, item.end))
            }));
            around.extend(
                pairs
                    .iter()
                    .flat_map(|pair| selections_of_pair(&text, *pair)),
            );
        }
        around.retain(|span| covers(span) && span.start < span.end);
        around.sort_by_key(|span| (span.end - span.start, span.start));
        let mut grown: Vec<FileRange> = Vec::new();
        for span in around {
            let grows = |last: &FileRange| {
                span.start <= last.start && last.end <= span.end && span != *last
            };
            if grown.last().is_none_or(grows) {
                grown.push(span);
            }
        }
        grown
    }
}

/// Extends a span to whole bracket pairs if it contains only one bracket: an expression begins
/// after the `(` of its first operand.
fn whole_pairs(mut span: FileRange, pairs: &[Pair]) -> FileRange {
    for pair in pairs {
        let (start, end) = (pair.open.start, pair.close.end);
        if start < span.start && span.start < end && end <= span.end {
            span.start = start;
        } else if span.start <= start && start < span.end && span.end < end {
            span.end = end;
        }
    }
    span
}

fn selections_of_pair(text: &Text<'_>, pair: Pair) -> [FileRange; 2] {
    let (start, end) = (pair.open.end, pair.close.start);
    let inside = match pair.open.kind {
        // Blanks in a string belong to it.
        TokenKind::StringStart(_) => text.range(start, end),
        _ => {
            let first = text.skip_blank(start, end);
            text.range(first, text.skip_blank_back(first, end))
        }
    };
    [inside, text.range(pair.open.start, pair.close.end)]
}

/// Words, numbers, comments and the parts of strings.
fn selections_of_text(text: &Text<'_>, around: &mut Vec<FileRange>) {
    let whole = text.tokens.iter().filter(|token| {
        matches!(
            token.kind,
            TokenKind::Word
                | TokenKind::Number
                | TokenKind::Comment
                | TokenKind::DocComment
                | TokenKind::ForeignComment
                | TokenKind::StringText
                | TokenKind::StringEscape
        )
    });
    around.extend(whole.map(|token| text.range(token.start, token.end)));
    around.extend(text.comments());
}

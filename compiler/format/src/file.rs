//! Formats the declarations of a file, one after the other.

use flowright_syntax::tokens::TokenKind;
use flowright_syntax::tree::{Concrete, ConcreteItem, concrete};

use crate::gaps::Gap;
use crate::layout;

/// A formatted file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// Whether declarations had mistakes and were left unchanged.
    pub has_mistakes: bool,
}

/// A declaration and its formatted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The offset of its first byte in the file.
    pub start: usize,
    /// The offset after its last byte.
    pub end: usize,
    /// The formatted text; the original text if it has a mistake.
    pub text: String,
}

/// The declarations of a file, formatted separately: for an editor that formats part of a file.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    let concrete = concrete(text);
    let piece = |item: &ConcreteItem| {
        let (start, end) = bytes(&concrete, item);
        Piece {
            start,
            end,
            text: styled(&concrete, text, item)
                .unwrap_or_else(|| text.get(start..end).unwrap_or("").to_owned()),
        }
    };
    concrete.items.iter().map(piece).collect()
}

pub(crate) fn format(concrete: &Concrete, text: &str) -> Formatted {
    let mut formatted = Formatted {
        text: String::with_capacity(text.len()),
        has_mistakes: false,
    };
    let out = &mut formatted.text;
    let mut before = None;
    for item in &concrete.items {
        let first = item.tokens.start;
        between(
            out,
            &Gap::of(concrete, text, before, first),
            before.is_none(),
        );
        match styled(concrete, text, item) {
            Some(styled) => out.push_str(&styled),
            None => {
                formatted.has_mistakes = true;
                out.push_str(indent(concrete, text, first));
                let (start, end) = bytes(concrete, item);
                out.push_str(text.get(start..end).unwrap_or(""));
            }
        }
        before = item.tokens.end.checked_sub(1);
    }
    let mut end = Gap::of(concrete, text, before, concrete.tokens.len());
    end.blank_above = false;
    let is_open = concrete
        .items
        .last()
        .is_some_and(|item| item.tree.is_none());
    if end.breaks || end.has_comments() || !is_open {
        between(out, &end, before.is_none());
    }
    formatted
}

fn styled(concrete: &Concrete, text: &str, item: &ConcreteItem) -> Option<String> {
    let tree = item.tree.as_ref()?;
    Some(layout::item(concrete, text, tree))
}

/// Writes the gap between two declarations, or around them.
fn between(out: &mut String, gap: &Gap<'_>, is_begin: bool) {
    if let Some(comment) = gap.trailing {
        out.push(' ');
        out.push_str(comment);
    }
    if !is_begin {
        out.push('\n');
    }
    for comment in &gap.own {
        if comment.blank_above && !out.is_empty() {
            out.push('\n');
        }
        out.push_str(comment.text);
        out.push('\n');
    }
    if gap.blank_above && !out.is_empty() {
        out.push('\n');
    }
}

/// The blanks before the first token of a line.
fn indent<'t>(concrete: &Concrete, text: &'t str, first: usize) -> &'t str {
    let before = first
        .checked_sub(1)
        .and_then(|index| concrete.tokens.get(index));
    let blank = before.filter(|token| token.kind == TokenKind::Blank);
    let indent = blank.and_then(|token| text.get(token.start as usize..token.end as usize));
    indent.unwrap_or("").trim_start_matches('\u{FEFF}')
}

/// The offset of the first byte of a declaration, and the offset after its last.
pub(crate) fn bytes(concrete: &Concrete, item: &ConcreteItem) -> (usize, usize) {
    let tokens = concrete.tokens.get(item.tokens.clone()).unwrap_or_default();
    let start = tokens.first().map_or(0, |token| token.start);
    let end = tokens.last().map_or(start, |token| token.end);
    (start as usize, end as usize)
}

//! Splits the tokens of a file into declarations.
//!
//! The keyword of a declaration in column 0, followed by a name on its line, begins a declaration,
//! even if brackets above it are still open. Outside all brackets, every other line in column 0
//! also begins a declaration, so that a misspelt keyword is one mistake and does not swallow the
//! rest of the file.

use crate::lines::{begins_item, goes_on, names_item};
use crate::source::Source;
use crate::tokens::{Token, TokenKind};

/// The token ranges of the declarations, in order. Only trivia precede the first.
pub(crate) fn items(source: Source<'_>) -> Vec<std::ops::Range<usize>> {
    let mut starts = Vec::new();
    let mut depth = 0_usize;
    let mut before: Option<(usize, Token)> = None;
    for (index, token) in source.tokens.iter().copied().enumerate() {
        if token.kind.is_trivia() {
            continue;
        }
        let begins = match before {
            None => true,
            Some(before) => begins_one(source, index, before, depth),
        };
        if begins {
            starts.push(index);
            depth = 0;
        }
        match token.kind {
            TokenKind::BraceOpen | TokenKind::ParenOpen | TokenKind::BracketOpen => depth += 1,
            TokenKind::BraceClose | TokenKind::ParenClose | TokenKind::BracketClose => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        before = Some((index, token));
    }
    let ends = starts.iter().skip(1).copied().chain([source.tokens.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

fn begins_one(source: Source<'_>, index: usize, before: (usize, Token), depth: usize) -> bool {
    let Some(token) = source.tokens.get(index).copied() else {
        return false;
    };
    match source.indent(index) {
        None => false,
        Some(0) if begins_item(source.lexed, index) => true,
        Some(0) => {
            depth == 0
                && !goes_on(source.lexed, before, (index, token))
                && !matches!(
                    token.kind,
                    TokenKind::BraceOpen
                        | TokenKind::BraceClose
                        | TokenKind::ParenOpen
                        | TokenKind::ParenClose
                        | TokenKind::BracketOpen
                        | TokenKind::BracketClose
                )
        }
        Some(_) => {
            depth == 0
                && names_item(source.lexed, index)
                && !goes_on(source.lexed, before, (index, token))
        }
    }
}

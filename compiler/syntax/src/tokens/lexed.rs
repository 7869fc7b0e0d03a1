//! A text with its tokens, and access to the neighbours of a token.

use super::{Token, TokenKind};

/// A text with its tokens.
#[derive(Clone, Copy, Debug)]
pub struct Lexed<'a> {
    /// The text, up to the end of the tokens.
    pub text: &'a str,
    /// The tokens that may be inspected: all of them, or a range.
    pub tokens: &'a [Token],
}

impl<'a> Lexed<'a> {
    /// The text between two offsets; empty if they are out of range.
    #[must_use]
    pub fn slice(&self, start: u32, end: u32) -> &'a str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// The text of a token.
    #[must_use]
    pub fn text_of(&self, token: Token) -> &'a str {
        self.slice(token.start, token.end)
    }

    /// The index of the first token that ends after an offset.
    #[must_use]
    pub fn index_at(&self, at: u32) -> usize {
        self.tokens.partition_point(|token| token.end <= at)
    }

    /// The first token at or after `index` that is not a blank, newline or comment.
    #[must_use]
    pub fn next_solid(&self, index: usize) -> Option<(usize, Token)> {
        self.tokens
            .iter()
            .copied()
            .enumerate()
            .skip(index)
            .find(|(_, token)| !token.kind.is_trivia())
    }

    /// The last token before `index` that is not a blank, newline or comment, and not empty.
    #[must_use]
    pub fn previous_solid(&self, index: usize) -> Option<(usize, Token)> {
        self.tokens
            .get(..index)?
            .iter()
            .copied()
            .enumerate()
            .rev()
            .find(|(_, token)| !token.kind.is_trivia() && token.start < token.end)
    }

    /// The indentation of a token, if it is the first of its line.
    #[must_use]
    pub fn indent(&self, index: usize) -> Option<usize> {
        let before = |back: usize| index.checked_sub(back).and_then(|i| self.tokens.get(i));
        match before(1) {
            None => Some(0),
            Some(token) if token.kind == TokenKind::Newline => Some(0),
            Some(blank) if blank.kind == TokenKind::Blank => match before(2) {
                None => Some(self.text_of(*blank).len()),
                Some(token) if token.kind == TokenKind::Newline => Some(self.text_of(*blank).len()),
                Some(_) => None,
            },
            Some(_) => None,
        }
    }
}

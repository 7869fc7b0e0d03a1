//! A file while it is parsed: its text, its tokens, and how places in it become spans.

use flowright_diagnostics::{FileId, Span};

use crate::tokens::{Token, TokenKind};

#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub file: FileId,
    /// The text up to the end of the tokens.
    pub text: &'a str,
    /// The tokens that may be looked at: all, or those of one declaration and what stands before it.
    pub tokens: &'a [Token],
    /// Whether the file goes on behind them.
    pub goes_on: bool,
}

impl<'a> Source<'a> {
    pub(crate) fn span(&self, start: u32, end: u32) -> Span {
        Span::new(self.file, start, end)
    }

    pub(crate) fn span_of(&self, token: Token) -> Span {
        self.span(token.start, token.end)
    }

    pub(crate) fn slice(&self, start: u32, end: u32) -> &'a str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    pub(crate) fn text_of(&self, token: Token) -> &'a str {
        self.slice(token.start, token.end)
    }

    pub(crate) fn end(&self) -> u32 {
        offset(self.text.len())
    }

    /// The index of the first token that ends after `at`.
    pub(crate) fn index_at(&self, at: u32) -> usize {
        self.tokens.partition_point(|token| token.end <= at)
    }

    /// The first token at or after `index` that is no blank, newline or comment.
    pub(crate) fn next_solid(&self, index: usize) -> Option<(usize, Token)> {
        self.tokens
            .iter()
            .copied()
            .enumerate()
            .skip(index)
            .find(|(_, token)| !token.kind.is_trivia())
    }

    /// The last token before `index` that is no blank, newline or comment.
    pub(crate) fn previous_solid(&self, index: usize) -> Option<(usize, Token)> {
        self.tokens
            .get(..index)?
            .iter()
            .copied()
            .enumerate()
            .rev()
            .find(|(_, token)| !token.kind.is_trivia() && token.start < token.end)
    }

    /// Whether a token is the first of its line, and how far it is indented then.
    pub(crate) fn indent(&self, index: usize) -> Option<usize> {
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

/// A place in a text; texts that are longer than a span can say are not parsed.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

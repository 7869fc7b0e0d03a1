//! A file while it is parsed: its text, its tokens, and how offsets in it become spans.

use std::ops::Deref;

use flowright_diagnostics::{FileId, Span};

use crate::tokens::{Lexed, Token};

/// How large a file may be.
pub const MAX_SOURCE: usize = 8 << 20;

#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub file: FileId,
    /// The tokens of the file, or those of one declaration and what stands before it.
    pub lexed: Lexed<'a>,
    /// Whether the file goes on behind them.
    pub goes_on: bool,
}

impl<'a> Deref for Source<'a> {
    type Target = Lexed<'a>;

    fn deref(&self) -> &Lexed<'a> {
        &self.lexed
    }
}

impl Source<'_> {
    pub(crate) fn span(&self, start: u32, end: u32) -> Span {
        Span::new(self.file, start, end)
    }

    pub(crate) fn span_of(&self, token: Token) -> Span {
        self.span(token.start, token.end)
    }

    pub(crate) fn end(&self) -> u32 {
        offset(self.text.len())
    }
}

/// A place in a text; texts that are longer than a span can say are not parsed.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

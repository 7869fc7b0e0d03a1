//! A file during parsing: its text, its tokens, and the mapping from positions to spans.

use std::ops::{Deref, Range};

use flowright_diagnostics::{Anchor, FileId, Span};

use crate::tokens::{Lexed, Token};

/// The maximum size of a file in bytes.
pub const MAX_SOURCE: usize = 4_000_000;

#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    /// The anchor that spans are relative to: the declaration being parsed, or the file.
    pub anchor: Anchor,
    /// The anchor's position in the text.
    pub base: u32,
    /// The tokens of the file, or the tokens of one declaration and its place.
    pub lexed: Lexed<'a>,
    /// Whether the file continues after these tokens.
    pub goes_on: bool,
}

impl<'a> Deref for Source<'a> {
    type Target = Lexed<'a>;

    fn deref(&self) -> &Lexed<'a> {
        &self.lexed
    }
}

impl<'a> Source<'a> {
    /// The whole file.
    pub(crate) fn file(file: FileId, text: &'a str, tokens: &'a [Token]) -> Source<'a> {
        Source {
            anchor: Anchor::file(file),
            base: 0,
            lexed: Lexed { text, tokens },
            goes_on: false,
        }
    }

    /// The span of a range in the text.
    ///
    /// Invariant: within a declaration, the range does not start before its first token.
    pub(crate) fn span(&self, start: u32, end: u32) -> Span {
        let offset = |at: u32| at.saturating_sub(self.base);
        Span::new(self.anchor, offset(start), offset(end))
    }

    pub(crate) fn span_of(&self, token: Token) -> Span {
        self.span(token.start, token.end)
    }

    /// The range of a span in the text.
    pub(crate) fn place(&self, span: Span) -> Range<u32> {
        let at = |offset: u32| offset.saturating_add(self.base);
        at(span.start)..at(span.end)
    }

    /// The text of a span.
    pub(crate) fn text_at(&self, span: Span) -> &'a str {
        let place = self.place(span);
        self.slice(place.start, place.end)
    }

    pub(crate) fn end(&self) -> u32 {
        offset(self.text.len())
    }
}

/// An offset in a text; texts too long for a span are not parsed.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

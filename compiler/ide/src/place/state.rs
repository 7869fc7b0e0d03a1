//! A place in a text, and the brackets open around it.

use flowright_syntax::tokens::{Lexed, Quotes, Token, TokenKind};

use super::frame::Frame;

/// A place in a text.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    /// The word being written: the word that ends at or covers the place, or an empty range.
    pub word: (u32, u32),
    /// The open brackets around the place, innermost last; the file itself is the first.
    pub(super) open: Vec<Open>,
    /// The construct that the place is part of.
    pub inside: Inside,
}

/// The construct that a place is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    /// Code.
    Code,
    /// A comment, a number, or something that is not a token.
    Nothing,
    /// The text of a string.
    Text {
        /// The start of the text, after the quotes.
        start: u32,
        /// The end of the text, before the quotes.
        end: u32,
        /// How it is quoted.
        quotes: Quotes,
    },
}

/// Open brackets, or the file.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) frame: Frame,
    /// The bracket that closes it.
    pub(super) closer: Option<TokenKind>,
    /// The start of its contents.
    pub(super) start: u32,
    /// The tokens of the line, declaration or entry so far; only the brackets of a closed pair are
    /// kept.
    pub(super) line: Vec<Token>,
    /// The tokens of the previous line, which a clause may continue.
    pub(super) former: Vec<Token>,
}

impl Place<'_> {
    /// The text with its tokens.
    pub(super) fn lexed(&self) -> Lexed<'_> {
        Lexed {
            text: self.text,
            tokens: &self.tokens,
        }
    }
}

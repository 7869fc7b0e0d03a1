//! A place in a text, and what is open around it.

use flowright_syntax::tokens::{Lexed, Quotes, Token, TokenKind};

use super::frame::Frame;

/// A place in a text.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    /// The word that is being written: the one that ends at or covers the place, or nothing right there.
    pub word: (u32, u32),
    /// What is open around the place, the innermost last; the file itself is the first.
    pub(super) open: Vec<Open>,
    /// What the place is part of.
    pub inside: Inside,
}

/// What a place is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    /// Of the program.
    Code,
    /// Of a comment, a number, or something that is no token.
    Nothing,
    /// Of the text of a string, from its first byte to its last one.
    Text {
        /// Where the text begins, behind the quotes.
        start: u32,
        /// Where it ends, before the quotes.
        end: u32,
        /// How it is quoted.
        quotes: Quotes,
    },
}

/// Brackets that are open, or a file.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) frame: Frame,
    /// The bracket that closes it.
    pub(super) closer: Option<TokenKind>,
    /// Where what stands in it begins.
    pub(super) start: u32,
    /// The tokens of the line, declaration or entry so far, of brackets that are closed again only these.
    pub(super) line: Vec<Token>,
    /// Those of the line before it, which a clause may go on with.
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

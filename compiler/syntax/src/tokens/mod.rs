//! The tokens of a source; lossless: every byte belongs to a token.
//!
//! In: the text. Out: contiguous tokens, including blanks and comments, and the problems that only
//! the lexer can find. Strings are split into parts, and the tokens of an interpolation appear
//! between its braces.
//!
//! Invariant: the concatenated slices of the tokens are the source.

mod lexed;
mod plain;
mod quotes;
mod scanner;
mod strings;
mod token;
mod unclosed;
mod words;

pub use lexed::Lexed;
pub use quotes::Quotes;
pub(crate) use scanner::{Problem, ProblemKind, scan};
pub(crate) use token::is_unclosed;
pub use token::{Token, TokenKind};
pub(crate) use words::of_class;
pub use words::{WORDS, Word, WordClass, is_reserved, is_word, word};

/// The tokens of a text; never fails.
#[must_use]
pub fn lex(text: &str) -> Vec<Token> {
    scan(text).tokens
}

//! The kinds of brackets.

use crate::tokens::TokenKind;

/// The kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bracket {
    Brace,
    Paren,
    Square,
    /// The braces of an interpolation; the lexer has already balanced them.
    Interpolation,
}

impl Bracket {
    pub(crate) fn opened_by(kind: TokenKind) -> Option<Bracket> {
        match kind {
            TokenKind::BraceOpen => Some(Bracket::Brace),
            TokenKind::ParenOpen => Some(Bracket::Paren),
            TokenKind::BracketOpen => Some(Bracket::Square),
            TokenKind::InterpolationStart => Some(Bracket::Interpolation),
            _ => None,
        }
    }

    pub(crate) fn closed_by(kind: TokenKind) -> Option<Bracket> {
        match kind {
            TokenKind::BraceClose => Some(Bracket::Brace),
            TokenKind::ParenClose => Some(Bracket::Paren),
            TokenKind::BracketClose => Some(Bracket::Square),
            TokenKind::InterpolationEnd => Some(Bracket::Interpolation),
            _ => None,
        }
    }

    pub(crate) fn opener(self) -> char {
        match self {
            Bracket::Brace | Bracket::Interpolation => '{',
            Bracket::Paren => '(',
            Bracket::Square => '[',
        }
    }

    pub(crate) fn closer(self) -> char {
        match self {
            Bracket::Brace | Bracket::Interpolation => '}',
            Bracket::Paren => ')',
            Bracket::Square => ']',
        }
    }
}

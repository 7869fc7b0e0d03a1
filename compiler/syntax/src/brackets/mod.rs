//! Brackets: which are left open, which close nothing, and how deep they nest.
//!
//! In: the tokens of one declaration. Out: where closers are missing and which are too many, so that the veil is balanced
//! whatever the source is, and one diagnostic for each.
//!
//! Invariant: with the repairs made, every bracket of the declaration has its partner.

mod depth;
mod layout;
mod repair;

use std::ops::Range;

use flowright_diagnostics::Diagnostic;

pub(crate) use depth::too_deep;

use crate::source::Source;
use crate::tokens::{Token, TokenKind};

/// What to change so that the brackets of a declaration are balanced.
#[derive(Debug, Default)]
pub(crate) struct Repairs {
    /// Openers and closers to add after the token of that index, in order.
    pub added: Vec<(usize, Added)>,
    /// Tokens to leave out, in order.
    pub strays: Vec<usize>,
    /// Closers of another kind than what they close, in order.
    pub swaps: Vec<(usize, Bracket)>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Repairs {
    /// What the token of that index closes, where that is of another kind than it.
    pub(crate) fn swap_at(&self, index: usize) -> Option<Bracket> {
        let at = self
            .swaps
            .binary_search_by_key(&index, |swap| swap.0)
            .ok()?;
        self.swaps.get(at).map(|swap| swap.1)
    }
}

/// A bracket that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Added {
    Opener(Bracket),
    Closer(Bracket),
}

/// The kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bracket {
    Brace,
    Paren,
    Square,
    /// The braces of an interpolation; the lexer has seen to it that they have their partners.
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

/// The repairs that a declaration needs; most need none.
pub(crate) fn repairs(source: Source<'_>, item: &Range<usize>) -> Repairs {
    let tokens = source.tokens.get(item.clone()).unwrap_or_default();
    if is_balanced(tokens) {
        return Repairs::default();
    }
    repair::repair(source, item)
}

fn is_balanced(tokens: &[Token]) -> bool {
    let mut open = Vec::new();
    for token in tokens {
        if let Some(bracket) = Bracket::opened_by(token.kind) {
            open.push(bracket);
        } else if let Some(bracket) = Bracket::closed_by(token.kind)
            && open.pop() != Some(bracket)
        {
            return false;
        }
    }
    open.is_empty()
}

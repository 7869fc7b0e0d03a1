//! What to change so that brackets are balanced.

use flowright_diagnostics::Diagnostic;

use super::Bracket;
use crate::tokens::TokenKind;

/// A token that is read as something else.
#[derive(Clone, Debug)]
pub(crate) struct Rewrite {
    /// The index of the token.
    pub index: usize,
    /// What stands for it in the masked source.
    pub text: String,
    /// What that is, for the newlines around it.
    pub kind: TokenKind,
}

/// What to change so that the brackets of a declaration are balanced.
#[derive(Debug, Default)]
pub(crate) struct Repairs {
    /// Openers and closers to add after the token of that index, in order.
    pub added: Vec<(usize, Added)>,
    /// Tokens to leave out, in order.
    pub strays: Vec<usize>,
    /// Closers of another kind than what they close, in order.
    pub swaps: Vec<(usize, Bracket)>,
    /// Tokens that are read as something else, in order.
    pub written: Vec<Rewrite>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Repairs {
    /// What is read for the token of that index, where that is something else.
    pub(crate) fn written_at(&self, index: usize) -> Option<&Rewrite> {
        let at = self
            .written
            .binary_search_by_key(&index, |one| one.index)
            .ok()?;
        self.written.get(at)
    }

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

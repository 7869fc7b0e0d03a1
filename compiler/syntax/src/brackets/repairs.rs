//! The changes that balance brackets.

use flowright_diagnostics::Diagnostic;

use super::Bracket;
use crate::tokens::TokenKind;

/// A token that is replaced in the masked source.
#[derive(Clone, Debug)]
pub(crate) struct Rewrite {
    /// The index of the token.
    pub index: usize,
    /// Its replacement in the masked source.
    pub text: String,
    /// The kind of the replacement, which determines the newlines around it.
    pub kind: TokenKind,
}

/// The changes that balance the brackets of a declaration.
#[derive(Debug, Default)]
pub(crate) struct Repairs {
    /// Openers and closers to add after the token with that index, in order.
    pub added: Vec<(usize, Added)>,
    /// Tokens to omit, in order.
    pub strays: Vec<usize>,
    /// Closers of the wrong kind and the kind that they should have, in order.
    pub swaps: Vec<(usize, Bracket)>,
    /// Tokens to replace, in order.
    pub written: Vec<Rewrite>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Repairs {
    /// The replacement of the token with that index, if any.
    pub(crate) fn written_at(&self, index: usize) -> Option<&Rewrite> {
        let at = self
            .written
            .binary_search_by_key(&index, |one| one.index)
            .ok()?;
        self.written.get(at)
    }

    /// The bracket that the token with that index is meant to close, if the token closes another
    /// kind.
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
    /// A sign that is missing.
    Sign(&'static str),
}

//! What to change so that brackets are balanced.

use flowright_diagnostics::Diagnostic;

use super::Bracket;

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

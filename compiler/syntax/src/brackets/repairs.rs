//! What to change so that brackets are balanced.

use flowright_diagnostics::Diagnostic;

use super::Bracket;
use crate::habits::{Rewrite, Rewrites};
use crate::source::Source;
use crate::tokens::TokenKind;

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

    /// Adds what is to be read otherwise. A closer that closed nothing closes what that opens.
    pub(crate) fn take(&mut self, source: Source<'_>, rewrites: Rewrites) {
        let is_paren = |added: &Added| matches!(added, Added::Opener(Bracket::Paren));
        for (index, _) in rewrites.added.iter().filter(|(_, added)| is_paren(added)) {
            let closer = |at: &&usize| {
                let kind = source.tokens.get(**at).map(|token| token.kind);
                **at > *index && kind == Some(TokenKind::ParenClose)
            };
            let Some(stray) = self.strays.iter().find(closer).copied() else {
                continue;
            };
            self.strays.retain(|at| *at != stray);
            if let Some(token) = source.tokens.get(stray) {
                let span = source.span_of(*token);
                self.diagnostics.retain(|one| one.primary.span != span);
            }
        }
        self.strays.extend(rewrites.left_out);
        self.strays.sort_unstable();
        self.strays.dedup();
        self.added.extend(rewrites.added);
        self.added.sort_by_key(|(index, _)| *index);
        self.written = rewrites.written;
        self.diagnostics.extend(rewrites.diagnostics);
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

//! Collects the completions at a place.

use flowright_diagnostics::FileRange;

use super::item::{Completion, CompletionKind};
use super::snippet::escape;

/// The completions found so far.
pub(super) struct List {
    pub(super) replace: FileRange,
    pub(super) found: Vec<Completion>,
}

impl List {
    /// A literal word.
    pub(super) fn word(&mut self, word: &str, kind: CompletionKind, rank: u8) -> &mut Completion {
        self.snippet(word, kind, &escape(word), rank)
    }

    /// A snippet with placeholders.
    pub(super) fn snippet(
        &mut self,
        label: &str,
        kind: CompletionKind,
        snippet: &str,
        rank: u8,
    ) -> &mut Completion {
        self.found.push_mut(Completion {
            label: label.to_owned(),
            kind,
            detail: String::new(),
            docs: String::new(),
            replace: self.replace,
            snippet: snippet.to_owned(),
            edits: Vec::new(),
            rank,
            goes_on: false,
        })
    }
}

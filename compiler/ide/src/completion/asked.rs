//! The completion request, with its context.

use flowright_check::{Symbol, SymbolKind};
use flowright_diagnostics::FileId;
use flowright_stdlib::types::Type;

use crate::Analysis;
use crate::place::Place;

/// A completion request.
pub(super) struct Asked<'a> {
    /// The program with a name inserted at the place, and its line completed.
    pub(super) analysis: &'a Analysis,
    /// The program as written.
    pub(super) before: &'a Analysis,
    pub(super) place: &'a Place<'a>,
    pub(super) file: FileId,
    /// The start of the word being written.
    pub(super) offset: u32,
}

impl Asked<'_> {
    /// The first words of the lines or entries around the place.
    pub(super) fn beginnings(&self) -> impl Iterator<Item = &str> {
        let tokens = self.place.beginnings().into_iter();
        tokens.map(|token| self.place.text_of(token))
    }

    /// The keyword of the surrounding declaration.
    pub(super) fn item(&self) -> Option<&str> {
        let outermost = self.place.frames().count().checked_sub(1)?;
        let first = self.place.before_frame(outermost).first()?;
        Some(self.place.text_of(*first))
    }

    /// Whether the surrounding declaration is a workflow that other workflows call.
    pub(super) fn is_in_called(&self) -> bool {
        let item = self.before.item_before(self.file, self.offset);
        item.is_some_and(|item| item.as_called().is_some())
    }

    /// The declared symbols of a kind.
    pub(super) fn symbols(&self, kind: SymbolKind) -> impl Iterator<Item = &Symbol> {
        self.analysis.symbols(kind)
    }

    pub(super) fn declares(&self, kind: SymbolKind) -> bool {
        self.symbols(kind).next().is_some()
    }

    /// The expected type of the expression at the place.
    pub(super) fn wanted(&self) -> Option<&Type> {
        self.wanted_at(self.offset)
    }

    /// The expected type of the expression that begins at `start`.
    pub(super) fn wanted_at(&self, start: u32) -> Option<&Type> {
        let here = self.analysis.at(self.file, start);
        let one = self.analysis.index.expressions_in(here).first()?;
        one.wanted.as_ref()
    }
}

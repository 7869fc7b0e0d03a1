//! The collection of a step.

use flowright_diagnostics::Span;
use flowright_stdlib::schema::Collection;

/// The collection of a step.
pub(super) struct Target<'g> {
    pub index: usize,
    pub collection: &'g Collection,
    pub declared: Span,
    pub spans: &'g [Span],
}

impl Target<'_> {
    pub fn span_of(&self, field: usize) -> Span {
        self.spans.get(field).copied().unwrap_or(self.declared)
    }
}

//! Clauses of queries.

use flowright_diagnostics::Span;

use super::Feature;

/// A clause of a query that the compiler does not build yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Which.
    pub feature: Feature,
    /// Where.
    pub span: Span,
}

//! Names.

use flowright_diagnostics::Span;

/// A name as written. For a field, the text may come from a plain string (`"event-data": …`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: Box<str>,
    /// Its span.
    pub span: Span,
}

//! Names.

use flowright_diagnostics::Span;

/// A name as written. Its text may be a plain string's where a field is named (`"event-data": …`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

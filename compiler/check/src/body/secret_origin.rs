//! Where secrets come from.

use flowright_diagnostics::Span;

/// A secret that a value is made of, and where it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SecretOrigin {
    pub secret: usize,
    pub span: Span,
}

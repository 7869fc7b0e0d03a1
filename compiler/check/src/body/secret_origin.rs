//! Where secrets come from.

use flowright_diagnostics::Span;

/// A secret that a value contains, and where the program names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SecretOrigin {
    pub secret: usize,
    pub span: Span,
}

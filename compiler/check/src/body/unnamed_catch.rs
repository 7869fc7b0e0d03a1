//! A `catch` that does not name the failure.

use flowright_diagnostics::Span;

use crate::program::BindingId;

/// A `catch` without a name.
pub(super) struct UnnamedCatch {
    /// The binding that holds the failure.
    pub failure: BindingId,
    /// The empty span before the block of the `catch`.
    pub place: Span,
    /// The name that the block uses, once that has been reported.
    pub name: Option<Box<str>>,
}

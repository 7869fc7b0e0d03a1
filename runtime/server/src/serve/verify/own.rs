//! The interface for schemes that the generic HMAC code cannot handle.

use super::given::Given;
use crate::edge::scheme::Built;

/// A scheme with its own code.
#[derive(Debug)]
pub(super) struct Own {
    /// Its name.
    pub(super) scheme: &'static str,
    /// Builds the scheme from what the flow and the operator provide.
    pub(super) build: fn(&Given<'_>) -> Built,
}

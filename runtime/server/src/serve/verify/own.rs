//! What a scheme with code of its own is.

use super::given::Given;
use crate::edge::scheme::Built;

/// A scheme with code of its own.
#[derive(Debug)]
pub(super) struct Own {
    /// Its name.
    pub(super) scheme: &'static str,
    /// The scheme by what the flow and the operator give.
    pub(super) build: fn(&Given<'_>) -> Built,
}

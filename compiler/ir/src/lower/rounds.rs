//! A loop that is being lowered.

use crate::code::{BlockId, LocalId};

/// An enclosing loop.
pub(super) struct Rounds {
    /// The block of the next iteration.
    pub(super) next: BlockId,
    /// The block after the loop.
    pub(super) end: BlockId,
    /// The number of the iteration, if it identifies the steps inside.
    pub(super) counter: LocalId,
}

//! A loop that is being lowered.

use crate::code::{BlockId, LocalId};

/// A loop around the code at hand.
pub(super) struct Rounds {
    /// Where the next round begins.
    pub(super) next: BlockId,
    /// Behind the loop.
    pub(super) end: BlockId,
    /// The number of the round, where steps in it are told apart by it.
    pub(super) counter: LocalId,
}

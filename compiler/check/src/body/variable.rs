//! What is noted of a variable.

use crate::program::BindingId;

/// A variable that can be seen.
pub(super) struct Variable {
    /// Its binding.
    pub binding: BindingId,
    /// Whether it was assigned after its first value.
    pub is_assigned: bool,
}

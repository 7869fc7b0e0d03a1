//! The record of a variable.

use crate::program::BindingId;

/// A visible variable.
pub(super) struct Variable {
    pub binding: BindingId,
    /// Whether it was assigned after its initial value.
    pub is_assigned: bool,
    /// Whether its type is that of an initial whole number.
    pub is_number: bool,
}

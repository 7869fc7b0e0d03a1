//! Bindings, numbered in the order of their first occurrence, because their names have no meaning.

use std::collections::HashMap;

use crate::program::BindingId;

/// The bindings seen so far.
#[derive(Default)]
pub(super) struct Names(HashMap<BindingId, u64>);

impl Names {
    /// The number of a binding.
    pub(super) fn number(&mut self, binding: BindingId) -> u64 {
        let next = self.0.len() as u64;
        *self.0.entry(binding).or_insert(next)
    }
}

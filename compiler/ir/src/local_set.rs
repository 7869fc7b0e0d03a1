//! Sets of locals, for dataflow.

use crate::code::LocalId;

/// A set of the locals of one code body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocalSet {
    words: Vec<u64>,
}

impl LocalSet {
    /// The empty set, for code with that many locals.
    pub(crate) fn none(locals: usize) -> LocalSet {
        LocalSet {
            words: vec![0; locals.div_ceil(64)],
        }
    }

    /// An upper bound for its locals, exclusive.
    fn capacity(&self) -> u32 {
        u32::try_from(self.words.len().saturating_mul(64)).unwrap_or(u32::MAX)
    }

    /// Its locals, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = LocalId> + '_ {
        (0..self.capacity())
            .map(LocalId)
            .filter(|local| self.contains(*local))
    }

    pub(crate) fn insert(&mut self, local: LocalId) {
        if let Some(word) = self.words.get_mut(local.0 as usize / 64) {
            *word |= 1 << (local.0 % 64);
        }
    }

    pub(crate) fn remove(&mut self, local: LocalId) {
        if let Some(word) = self.words.get_mut(local.0 as usize / 64) {
            *word &= !(1 << (local.0 % 64));
        }
    }

    pub(crate) fn contains(&self, local: LocalId) -> bool {
        let word = self.words.get(local.0 as usize / 64);
        word.is_some_and(|word| word >> (local.0 % 64) & 1 == 1)
    }

    pub(crate) fn add_all(&mut self, other: &LocalSet) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Intersects it with another set.
    pub(crate) fn keep(&mut self, other: &LocalSet) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }
}

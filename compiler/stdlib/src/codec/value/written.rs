//! The texts and lists written so far.

use std::collections::HashMap;

use super::kind::Kind;

/// The texts and lists written so far, in order.
#[derive(Default)]
pub(super) struct Written {
    all: Vec<([u64; 2], Kind)>,
    /// The first index for each pair of words, once there are too many for a linear search.
    by_words: HashMap<[u64; 2], usize>,
}

impl Written {
    /// Up to this number, a linear search is faster: a row rarely has more values, so it needs no
    /// table.
    const FEW: usize = 16;

    /// The number of the entry with these words and that kind, if any.
    pub(super) fn find(&self, words: [u64; 2], kind: &Kind) -> Option<usize> {
        if self.by_words.is_empty() {
            return self
                .all
                .iter()
                .position(|(other, known)| *other == words && known == kind);
        }
        let index = *self.by_words.get(&words)?;
        self.all
            .get(index)
            .is_some_and(|(_, known)| known == kind)
            .then_some(index)
    }

    /// Adds an entry.
    pub(super) fn push(&mut self, words: [u64; 2], kind: Kind) {
        if self.all.len() == Self::FEW {
            for (index, (words, _)) in self.all.iter().enumerate() {
                self.by_words.entry(*words).or_insert(index);
            }
        }
        if self.all.len() >= Self::FEW {
            self.by_words.entry(words).or_insert(self.all.len());
        }
        if self.all.is_empty() {
            self.all.reserve(Self::FEW);
        }
        self.all.push((words, kind));
    }
}

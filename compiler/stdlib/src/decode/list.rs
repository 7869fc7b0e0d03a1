//! A list in the arena whose length is not yet known.

use super::Problem;
use crate::memory::Context;

/// A list in the arena whose length is not yet known: it grows in place while nothing is allocated
/// after it; otherwise it moves to twice the space.
pub(super) struct GrowingList {
    address: u64,
    length: u64,
    /// The capacity in elements.
    room: u64,
    /// The number of words per element.
    stride: u64,
}

impl GrowingList {
    pub(super) fn new(stride: u32) -> GrowingList {
        GrowingList {
            address: 0,
            length: 0,
            room: 0,
            stride: u64::from(stride),
        }
    }

    /// The address of the next element, all zero. The element becomes part of the list once it is
    /// [kept](Self::keep).
    pub(super) fn next(&mut self, context: &mut Context) -> Result<u64, Problem> {
        if self.length == self.room && self.stride > 0 {
            self.grow(context)?;
        }
        Ok(self.address.wrapping_add(self.length * self.stride * 8))
    }

    /// Adds the element that was written to the next place.
    pub(super) fn keep(&mut self) {
        self.length += 1;
    }

    /// Frees unused capacity and returns the words of the list.
    pub(super) fn finish(self, context: &mut Context) -> [u64; 2] {
        let (room, used) = (self.room * self.stride, self.length * self.stride);
        context.arena().resize_last(self.address, room, used);
        [self.address, self.length]
    }

    fn grow(&mut self, context: &mut Context) -> Result<(), Problem> {
        let room = (self.room * 2).max(4);
        let (old, new) = (self.room * self.stride, room * self.stride);
        if self.room == 0 || !context.arena().resize_last(self.address, old, new) {
            let words = |words: u64| usize::try_from(words).unwrap_or(usize::MAX);
            let address = context.arena().allocate(words(new))?;
            context.copy_words(address, self.address, words(old))?;
            self.address = address;
        }
        self.room = room;
        Ok(())
    }
}

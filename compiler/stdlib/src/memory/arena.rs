//! The bump arena of one execution.
//!
//! Machine code reads and writes the arena through addresses, as if by a pointer with exposed provenance. What is exposed is the pointer
//! that a chunk's `Vec` itself holds, when the chunk is made. Every reference that safe code has to a chunk is derived from that pointer
//! and gone before machine code goes on, as both need the context exclusively; so no reference invalidates it. A `Vec` may move (the
//! chunks do, in theirs, when it grows): its heap block and its pointer stay, and moving it asserts nothing about the block, as moving a
//! `Box` would.

#![expect(
    unsafe_code,
    reason = "the same memory is words to machine code and octets to texts"
)]

use crate::failure::{Failure, FailureCode};

/// Words of the first chunk: enough for the common request, so that one allocation serves it.
const FIRST_CHUNK_WORDS: usize = 1024;

/// Memory that is added to, and goes away from its end, or as a whole.
///
/// Invariant: a chunk never moves or shrinks, so an address given out stays good until [`reset`](Self::reset), or a
/// [`release`](Self::release) to a mark from before it.
#[derive(Debug)]
pub struct Arena {
    chunks: Vec<Vec<u64>>,
    /// The address of the next free word, in the last chunk.
    next: u64,
    /// The address after the last chunk.
    limit: u64,
    /// Words in all chunks.
    words: usize,
    /// The words that no release gives back.
    kept: u64,
    cap_words: usize,
}

impl Arena {
    /// An empty arena that holds at most `cap` bytes.
    #[must_use]
    pub fn new(cap: usize) -> Arena {
        Arena {
            chunks: Vec::new(),
            next: 0,
            limit: 0,
            words: 0,
            kept: 0,
            cap_words: cap / 8,
        }
    }

    /// The address of `words` fresh words, all zero.
    ///
    /// # Errors
    /// `too_large` when the arena is at its cap.
    pub fn allocate(&mut self, words: usize) -> Result<u64, Failure> {
        let bytes = (words as u64).saturating_mul(8);
        if self.limit - self.next < bytes {
            self.grow(words)?;
        }
        let address = self.next;
        self.next += bytes;
        let start = usize::try_from(self.limit - address).unwrap_or(0) / 8;
        if let Some(chunk) = self.chunks.last_mut() {
            let first = chunk.len() - start;
            if let Some(fresh) = chunk.get_mut(first..first + words) {
                fresh.fill(0);
            }
        }
        Ok(address)
    }

    fn grow(&mut self, words: usize) -> Result<(), Failure> {
        let left = self.cap_words - self.words.min(self.cap_words);
        if words > left {
            return Err(Failure::new(
                FailureCode::TooLarge,
                format!(
                    "the execution needs more than {} bytes of memory",
                    self.cap_words * 8
                ),
            ));
        }
        let size = words.max(FIRST_CHUNK_WORDS).max(self.words).min(left);
        let mut chunk = vec![0_u64; size];
        self.next = exposed(&mut chunk);
        self.limit = self.next + (size as u64) * 8;
        self.words += size;
        self.chunks.push(chunk);
        Ok(())
    }

    /// The words at an address inside the arena.
    #[must_use]
    pub fn words(&self, address: u64, words: usize) -> Option<&[u64]> {
        if !address.is_multiple_of(8) {
            return None;
        }
        self.chunks.iter().rev().find_map(|chunk| {
            let first = usize::try_from(address.checked_sub(address_of(chunk))?).ok()? / 8;
            chunk.get(first..first.checked_add(words)?)
        })
    }

    /// The words at an address inside the arena, to write to.
    pub fn words_mut(&mut self, address: u64, words: usize) -> Option<&mut [u64]> {
        if !address.is_multiple_of(8) {
            return None;
        }
        self.chunks.iter_mut().rev().find_map(|chunk| {
            let first = usize::try_from(address.checked_sub(address_of(chunk))?).ok()? / 8;
            chunk.get_mut(first..first.checked_add(words)?)
        })
    }

    /// The octets at an address inside the arena.
    #[must_use]
    pub fn bytes(&self, address: u64, length: usize) -> Option<&[u8]> {
        self.chunks.iter().rev().find_map(|chunk| {
            let first = usize::try_from(address.checked_sub(address_of(chunk))?).ok()?;
            bytes_of(chunk).get(first..first.checked_add(length)?)
        })
    }

    /// Copies octets into the arena; their address.
    ///
    /// # Errors
    /// `too_large` when the arena is at its cap.
    pub fn copy_bytes(&mut self, bytes: &[u8]) -> Result<u64, Failure> {
        let address = self.allocate(bytes.len().div_ceil(8))?;
        let start = usize::try_from(self.limit - address).unwrap_or(0);
        if let Some(chunk) = self.chunks.last_mut() {
            let all = bytes_of_mut(chunk);
            let first = all.len() - start;
            if let Some(place) = all.get_mut(first..first + bytes.len()) {
                place.copy_from_slice(bytes);
            }
        }
        Ok(address)
    }

    /// Gives what was allocated last, at `address` and now of `words`, a new size; false where it was not the last or there is no room
    /// for it here. Words that are added are zero.
    pub fn resize_last(&mut self, address: u64, words: u64, new_words: u64) -> bool {
        let end = address.wrapping_add(words.wrapping_mul(8));
        let room = self.limit.saturating_sub(address) / 8;
        let Some(chunk) = self.chunks.last_mut() else {
            return false;
        };
        // What lies in another chunk may end where this one begins.
        let offset = address.wrapping_sub(address_of(chunk)) / 8;
        if end != self.next || offset > chunk.len() as u64 || new_words > room {
            return false;
        }
        let word = |words: u64| usize::try_from(offset + words).unwrap_or(usize::MAX);
        if let Some(added) = chunk.get_mut(word(words)..word(new_words.max(words))) {
            added.fill(0);
        }
        self.next = address + new_words * 8;
        true
    }

    /// Forgets everything; the first chunk is kept for the next execution, unless a large value made it larger than others need it.
    pub fn reset(&mut self) {
        let first = self.chunks.first().map_or(0, Vec::len);
        self.chunks
            .truncate(usize::from(first <= FIRST_CHUNK_WORDS));
        match self.chunks.first_mut() {
            Some(chunk) => {
                self.next = exposed(chunk);
                self.limit = self.next + (chunk.len() as u64) * 8;
                self.words = chunk.len();
            }
            None => (self.next, self.limit, self.words) = (0, 0, 0),
        }
        self.kept = 0;
    }

    /// How much of it is taken, in words: what [`release`](Self::release) goes back to.
    #[must_use]
    pub fn mark(&self) -> u64 {
        self.words as u64 - (self.limit - self.next) / 8
    }

    /// Gives back what was taken since a mark, but nothing that was there at the last [`keep`](Self::keep). Nothing may point into it any
    /// more.
    pub fn release(&mut self, mark: u64) {
        let mark = mark.max(self.kept).min(self.mark());
        while let Some(last) = self.chunks.last() {
            let before = (self.words - last.len()) as u64;
            // The first chunk is kept, as a reset keeps it.
            if mark > before || self.chunks.len() == 1 {
                self.next = self.limit - (self.words as u64 - mark) * 8;
                return;
            }
            self.words -= last.len();
            self.chunks.pop();
            match self.chunks.last_mut() {
                Some(chunk) => self.limit = exposed_end(chunk),
                None => (self.next, self.limit) = (0, 0),
            }
        }
    }

    /// Keeps what is there, whatever marks are released from now on: those may be of another arena, whose values were restored here.
    pub fn keep(&mut self) {
        self.kept = self.mark();
    }

    /// The most bytes it may hold.
    #[must_use]
    pub fn cap(&self) -> usize {
        self.cap_words * 8
    }

    /// Bytes held.
    #[must_use]
    pub fn size(&self) -> usize {
        self.words * 8
    }
}

/// The address of a chunk, for code that follows addresses.
fn exposed(chunk: &mut Vec<u64>) -> u64 {
    chunk.as_mut_ptr().expose_provenance() as u64
}

/// The address after a chunk, for code that follows addresses.
fn exposed_end(chunk: &mut Vec<u64>) -> u64 {
    exposed(chunk) + (chunk.len() as u64) * 8
}

/// The address of a chunk, to compare with.
fn address_of(chunk: &[u64]) -> u64 {
    chunk.as_ptr().addr() as u64
}

pub(super) fn bytes_of(words: &[u64]) -> &[u8] {
    let bytes = size_of_val(words);
    // SAFETY: the pointer and the number of bytes are those of the slice, so they lie in one allocation and are no more than
    // `isize::MAX`. A `u64` is eight initialised bytes without padding, and `u8` has no alignment to meet. The result has the lifetime of
    // the slice, which is borrowed as shared: nothing writes to it meanwhile.
    unsafe { std::slice::from_raw_parts(words.as_ptr().cast(), bytes) }
}

fn bytes_of_mut(words: &mut [u64]) -> &mut [u8] {
    let bytes = size_of_val(words);
    // SAFETY: as in `bytes_of`; every pattern of bytes is a valid `u64`, and the slice is borrowed exclusively for the lifetime of the
    // result.
    unsafe { std::slice::from_raw_parts_mut(words.as_mut_ptr().cast(), bytes) }
}

#[cfg(test)]
mod tests {
    use super::Arena;

    #[test]
    fn memory_is_fresh_aligned_and_stays_where_it_is() {
        let mut arena = Arena::new(1 << 20);
        let first = arena.copy_bytes(b"hello").unwrap();
        let many: Vec<u64> = (0..2000).map(|_| arena.allocate(3).unwrap()).collect();
        assert!(many.iter().all(|address| address % 8 == 0));
        assert_eq!(arena.bytes(first, 5), Some(&b"hello"[..]));
        arena.words_mut(many[7], 3).unwrap().fill(9);
        assert_eq!(arena.words(many[8], 3), Some(&[0, 0, 0][..]));
        arena.reset();
        let again = arena.allocate(2).unwrap();
        assert_eq!(arena.words(again, 2), Some(&[0, 0][..]));
    }

    #[test]
    fn only_a_first_chunk_of_the_common_size_is_kept() {
        for (words, kept) in [(1, 8192), (1024, 8192), (1025, 0)] {
            let mut arena = Arena::new(1 << 20);
            arena.allocate(words).unwrap();
            arena.allocate(5000).unwrap();
            arena.reset();
            assert_eq!(arena.size(), kept);
            let address = arena.allocate(words).unwrap();
            assert!(arena.words(address, words).is_some());
        }
    }

    #[test]
    fn what_was_allocated_last_can_grow_and_shrink() {
        let mut arena = Arena::new(1 << 20);
        let list = arena.allocate(4).unwrap();
        assert!(arena.resize_last(list, 4, 8));
        arena.words_mut(list, 8).unwrap().fill(9);
        assert!(arena.resize_last(list, 8, 2));
        assert!(arena.resize_last(list, 2, 4));
        assert_eq!(arena.words(list, 4), Some(&[9, 9, 0, 0][..]));
        assert!(!arena.resize_last(list, 4, 1 << 16));
        let next = arena.allocate(1).unwrap();
        assert_eq!(next, list + 32);
        assert!(!arena.resize_last(list, 4, 5));
        let far = arena.allocate(2000).unwrap();
        assert!(!arena.resize_last(next, 1, 2));
        assert!(arena.resize_last(far, 2000, 0));
        assert_eq!(arena.allocate(1), Ok(far));
    }

    #[test]
    fn what_is_released_is_taken_again() {
        let mut arena = Arena::new(1 << 20);
        arena.release(0);
        assert_eq!(arena.mark(), 0);
        let first = arena.copy_bytes(b"kept").unwrap();
        let mark = arena.mark();
        let small = arena.allocate(2).unwrap();
        arena.words_mut(small, 2).unwrap().fill(9);
        arena.release(mark);
        assert_eq!(arena.allocate(2), Ok(small));
        assert_eq!(arena.words(small, 2), Some(&[0, 0][..]));
        arena.allocate(5000).unwrap();
        arena.allocate(9000).unwrap();
        arena.release(mark);
        assert_eq!(arena.allocate(2), Ok(small));
        assert_eq!(arena.size(), 8192);
        assert_eq!(arena.bytes(first, 4), Some(&b"kept"[..]));
        let mark = arena.mark();
        arena.allocate(5000).unwrap();
        arena.keep();
        let kept = arena.mark();
        arena.allocate(1).unwrap();
        arena.release(mark);
        assert_eq!(arena.mark(), kept);
    }

    #[test]
    fn a_loop_that_releases_needs_no_more_than_a_round() {
        let mut arena = Arena::new(64 * 1024);
        arena.allocate(1000).unwrap();
        let mark = arena.mark();
        for _ in 0..10_000 {
            arena.allocate(3000).unwrap();
            arena.allocate(3).unwrap();
            arena.release(mark);
        }
        assert_eq!(arena.mark(), mark);
    }

    #[test]
    fn the_cap_holds() {
        let mut arena = Arena::new(16 * 1024);
        assert!(arena.allocate(1024).is_ok());
        assert!(arena.allocate(1024).is_ok());
        assert!(arena.allocate(1).is_err());
    }
}

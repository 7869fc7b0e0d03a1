//! The bump arena of one execution.
//!
//! Machine code reads and writes the arena through addresses, as if through a pointer with exposed
//! provenance. The exposed pointer is the pointer that a chunk's `Vec` holds; it is exposed when
//! the chunk is created. Every reference of safe code to a chunk is derived from that pointer and
//! ends before machine code continues, because both require exclusive access to the context.
//! Therefore no reference invalidates the pointer. A `Vec` may move (as the chunks do when the
//! outer `Vec` grows): its heap block and its pointer stay the same, and moving it asserts nothing
//! about the block, unlike moving a `Box`.

#![expect(
    unsafe_code,
    reason = "the same memory is words to machine code and octets to texts"
)]

use crate::failure::{Failure, FailureCode};

/// The number of words in the first chunk: enough for a typical request, so that one allocation
/// suffices.
const FIRST_CHUNK_WORDS: usize = 1024;

/// Memory that grows, and is freed from its end or as a whole.
///
/// Invariant: a chunk never moves or shrinks, so an address stays valid until
/// [`reset`](Self::reset), or until a [`release`](Self::release) to an earlier mark.
#[derive(Debug)]
pub struct Arena {
    chunks: Vec<Vec<u64>>,
    /// The address of the next free word, in the last chunk.
    next: u64,
    /// The address after the last chunk.
    limit: u64,
    /// The number of words in all chunks.
    words: usize,
    /// The number of words that no release frees.
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
    /// `too_large` if the arena is at its limit.
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

    /// The words at an address inside the arena, mutably.
    pub fn words_mut(&mut self, address: u64, words: usize) -> Option<&mut [u64]> {
        if !address.is_multiple_of(8) {
            return None;
        }
        self.chunks.iter_mut().rev().find_map(|chunk| {
            let first = usize::try_from(address.checked_sub(address_of(chunk))?).ok()? / 8;
            chunk.get_mut(first..first.checked_add(words)?)
        })
    }

    /// The bytes at an address inside the arena.
    #[must_use]
    pub fn bytes(&self, address: u64, length: usize) -> Option<&[u8]> {
        self.chunks.iter().rev().find_map(|chunk| {
            let first = usize::try_from(address.checked_sub(address_of(chunk))?).ok()?;
            bytes_of(chunk).get(first..first.checked_add(length)?)
        })
    }

    /// Copies bytes into the arena and returns their address.
    ///
    /// # Errors
    /// `too_large` if the arena is at its limit.
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

    /// Resizes the last allocation, which is at `address` and has `words` words. Returns false if
    /// it was not the last allocation, or if there is no room for it in place. Added words are
    /// zero.
    pub fn resize_last(&mut self, address: u64, words: u64, new_words: u64) -> bool {
        let end = address.wrapping_add(words.wrapping_mul(8));
        let room = self.limit.saturating_sub(address) / 8;
        let Some(chunk) = self.chunks.last_mut() else {
            return false;
        };
        // An allocation in another chunk may end exactly where this chunk starts.
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

    /// Frees everything. The first chunk is kept for the next execution, unless a large value made
    /// it larger than other executions need.
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

    /// The amount in use, in words, to which [`release`](Self::release) can return.
    #[must_use]
    pub fn mark(&self) -> u64 {
        self.words as u64 - (self.limit - self.next) / 8
    }

    /// Frees everything allocated since a mark, except data that existed at the last
    /// [`keep`](Self::keep). Nothing may point into the freed memory any more.
    pub fn release(&mut self, mark: u64) {
        let mark = mark.max(self.kept).min(self.mark());
        while let Some(last) = self.chunks.last() {
            let before = (self.words - last.len()) as u64;
            // The first chunk is kept, as in `reset`.
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

    /// Protects the current content from later releases. Their marks may come from another arena,
    /// together with values that were restored here.
    pub fn keep(&mut self) {
        self.kept = self.mark();
    }

    /// The maximum number of bytes it may hold.
    #[must_use]
    pub fn cap(&self) -> usize {
        self.cap_words * 8
    }

    /// Sets the maximum number of bytes that it may hold; its current content is kept even if it is
    /// larger.
    pub fn set_cap(&mut self, bytes: usize) {
        self.cap_words = bytes / 8;
    }

    /// The number of bytes held.
    #[must_use]
    pub fn size(&self) -> usize {
        self.words * 8
    }
}

/// The address of a chunk, for code that dereferences addresses.
fn exposed(chunk: &mut Vec<u64>) -> u64 {
    chunk.as_mut_ptr().expose_provenance() as u64
}

/// The address after a chunk, for code that dereferences addresses.
fn exposed_end(chunk: &mut Vec<u64>) -> u64 {
    exposed(chunk) + (chunk.len() as u64) * 8
}

/// The address of a chunk, for comparisons.
fn address_of(chunk: &[u64]) -> u64 {
    chunk.as_ptr().addr() as u64
}

pub(super) fn bytes_of(words: &[u64]) -> &[u8] {
    let bytes = size_of_val(words);
    // SAFETY: the pointer and the number of bytes are taken from the slice, so the bytes are in one
    // allocation and their number does not exceed `isize::MAX`. A `u64` is eight initialised bytes
    // without padding, and `u8` has no alignment requirement. The result has the lifetime of the
    // slice, which is borrowed as shared, so nothing writes to it in the meantime.
    unsafe { std::slice::from_raw_parts(words.as_ptr().cast(), bytes) }
}

fn bytes_of_mut(words: &mut [u64]) -> &mut [u8] {
    let bytes = size_of_val(words);
    // SAFETY: as in `bytes_of`; every byte pattern is a valid `u64`, and the slice is borrowed
    // exclusively for the lifetime of the result.
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

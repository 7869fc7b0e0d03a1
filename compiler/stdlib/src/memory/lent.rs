//! The memory of a suspended execution, which its parts read.

use std::sync::Arc;

use super::arena::Arena;

/// The memory of an execution that waits for its parts, which read it and do not write to it.
///
/// Invariant: nothing writes to it until its owner takes it back, which requires that no part reads
/// it any more.
#[derive(Debug)]
pub struct Lent {
    arena: Arena,
    /// The memory that the owner itself reads, if it is a part.
    outer: Option<Arc<Lent>>,
}

impl Lent {
    pub(super) fn new(arena: Arena, outer: Option<Arc<Lent>>) -> Lent {
        Lent { arena, outer }
    }

    pub(super) fn into_parts(self) -> (Arena, Option<Arc<Lent>>) {
        (self.arena, self.outer)
    }

    /// The number of bytes that the owner does not use yet.
    #[must_use]
    pub fn left(&self) -> usize {
        let used = usize::try_from(self.arena.mark()).map_or(usize::MAX, |words| words * 8);
        self.arena.cap().saturating_sub(used)
    }

    pub(super) fn words(&self, address: u64, words: usize) -> Option<&[u64]> {
        self.arena
            .words(address, words)
            .or_else(|| self.outer.as_ref()?.words(address, words))
    }

    pub(super) fn bytes(&self, address: u64, length: usize) -> Option<&[u8]> {
        self.arena
            .bytes(address, length)
            .or_else(|| self.outer.as_ref()?.bytes(address, length))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::memory::{Constants, Context, Globals, Limits};

    fn context() -> Context {
        let (globals, constants) = (Arc::new(Globals::new(&[])), Arc::new(Constants::default()));
        Context::new(Limits::default(), globals, constants)
    }

    #[test]
    fn parts_of_parts_read_the_memory_of_all_around_them() {
        let (mut outer, mut part, mut inner) = (context(), context(), context());
        let [first, length] = outer.allocate_bytes(b"outer").unwrap();
        let lent = outer.lend();
        assert!(outer.text(first, length).is_err());
        part.read_from(&lent);
        let [second, _] = part.allocate_bytes(b"part").unwrap();
        assert_eq!(part.text(first, length), Ok("outer"));
        assert!(part.store(first, 0, 0).is_err());
        let also_lent = part.lend();
        inner.read_from(&also_lent);
        assert_eq!(inner.text(first, length), Ok("outer"));
        assert_eq!(inner.text(second, 4), Ok("part"));
        inner.reset();
        assert!(inner.text(first, length).is_err());
        part.take_back(also_lent).unwrap();
        assert_eq!(part.text(second, 4), Ok("part"));
        assert_eq!(part.text(first, length), Ok("outer"));
        part.reset();
        outer.take_back(lent).unwrap();
        assert_eq!(outer.text(first, length), Ok("outer"));
    }

    #[test]
    fn memory_that_is_still_read_is_not_taken_back() {
        let (mut outer, mut part) = (context(), context());
        let lent = outer.lend();
        part.read_from(&lent);
        assert!(outer.take_back(lent).is_err());
    }
}

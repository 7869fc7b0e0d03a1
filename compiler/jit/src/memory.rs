//! The memory for machine code.
//!
//! The code of a workflow is a few kilobytes, and only whole pages can be made executable. The
//! functions of a module are therefore placed consecutively in blocks of many pages, which become
//! executable together when the module is linked.

#![expect(unsafe_code, reason = "the pages of machine code are freed by hand")]

use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cranelift_jit::{BranchProtection, JITMemoryKind, JITMemoryProvider, SystemMemoryProvider};
use cranelift_module::ModuleResult;

/// The size of a block in bytes, unless a single function is larger. Pages that are never written
/// take no memory; pages with code are freed when the last handler of their block is dropped, so a
/// block should not contain many workflows.
const BLOCK: usize = 64 << 10;

/// The memory of one module while it is filled and linked. Clones share it; the module holds one.
#[derive(Clone, Default)]
pub(crate) struct CodeMemory(Arc<Mutex<Blocks>>);

#[derive(Default)]
struct Blocks {
    writable: Vec<Writable>,
    executable: Vec<Arc<Block>>,
}

/// A block that functions are written to.
struct Writable {
    block: Block,
    /// The first free byte.
    free: usize,
}

/// Pages with the code of some or all functions of one module.
///
/// Invariant: all of the pages are writable until the module is linked, and executable from then
/// on; they are never both. They are freed when this value is dropped and not before.
pub(crate) struct Block {
    /// The owner of the pages; the lock is never taken.
    pages: Mutex<SystemMemoryProvider>,
    addresses: Range<usize>,
}

impl CodeMemory {
    /// The block that contains an address; `None` before the module is linked.
    pub(crate) fn block(&self, address: *const u8) -> Option<Arc<Block>> {
        let address = address.addr();
        let blocks = self.blocks();
        let mut blocks = blocks.executable.iter();
        blocks
            .find(|block| block.addresses.contains(&address))
            .map(Arc::clone)
    }

    fn blocks(&self) -> MutexGuard<'_, Blocks> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl JITMemoryProvider for CodeMemory {
    fn allocate(&mut self, size: usize, align: u64, kind: JITMemoryKind) -> io::Result<*mut u8> {
        let (JITMemoryKind::Executable, Ok(align)) = (kind, usize::try_from(align)) else {
            return Err(io::Error::other("machine code has no data of its own"));
        };
        let writable = &mut self.blocks().writable;
        let last = writable.last_mut().and_then(|last| last.take(size, align));
        if let Some(address) = last {
            return Ok(address);
        }
        let mut fresh = Writable::new(size.max(BLOCK))?;
        let address = fresh.take(size, align).ok_or(io::ErrorKind::OutOfMemory)?;
        writable.push(fresh);
        Ok(address)
    }

    /// Does nothing: handlers may hold the blocks, which are freed when the last of these handlers
    /// is dropped.
    unsafe fn free_memory(&mut self) {}

    fn finalize(&mut self, branch_protection: BranchProtection) -> ModuleResult<()> {
        let mut blocks = self.blocks();
        for Writable { mut block, .. } in std::mem::take(&mut blocks.writable) {
            block.pages().finalize(branch_protection)?;
            blocks.executable.push(Arc::new(block));
        }
        Ok(())
    }
}

impl Writable {
    fn new(size: usize) -> io::Result<Writable> {
        let mut pages = SystemMemoryProvider::new();
        let start = pages.allocate(size, 1, JITMemoryKind::Executable)?;
        let start = start.expose_provenance();
        Ok(Writable {
            block: Block {
                pages: Mutex::new(pages),
                addresses: start..start + size,
            },
            free: start,
        })
    }

    /// Reserves memory for a function, if enough is left.
    fn take(&mut self, size: usize, align: usize) -> Option<*mut u8> {
        let start = self.free.checked_next_multiple_of(align)?;
        let end = start.checked_add(size)?;
        if end > self.block.addresses.end {
            return None;
        }
        self.free = end;
        Some(std::ptr::with_exposed_provenance_mut(start))
    }
}

impl Block {
    fn pages(&mut self) -> &mut SystemMemoryProvider {
        self.pages.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        // SAFETY: `free_memory` requires that no function in these pages is executing and that none
        // is called later. Only a `MachineHandler` calls such a function, through a borrow of
        // itself, and it holds the `Arc` around this value. This runs when the last such `Arc` is
        // dropped, so no handler is left. Cranelift exposes no other pointers: its module was
        // dropped when it was linked, or with the error that prevented it from being linked.
        unsafe { self.pages().free_memory() };
    }
}

impl std::fmt::Debug for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Block(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_lie_side_by_side_until_a_block_is_full() {
        let mut memory = CodeMemory::default();
        let mut allocate = |size| {
            memory
                .allocate(size, 16, JITMemoryKind::Executable)
                .unwrap()
        };
        let (first, second) = (allocate(100), allocate(BLOCK - 112));
        assert_eq!(second.addr(), first.addr() + 112);
        let (third, large) = (allocate(1), allocate(2 * BLOCK));
        let after = allocate(1);
        assert!(memory.block(first).is_none());
        memory.finalize(BranchProtection::None).unwrap();

        let block = |address: *mut u8| memory.block(address).unwrap();
        assert!(Arc::ptr_eq(&block(first), &block(second)));
        assert!(!Arc::ptr_eq(&block(second), &block(third)));
        assert!(!Arc::ptr_eq(&block(large), &block(after)));
        assert!(memory.block(std::ptr::dangling()).is_none());
    }
}

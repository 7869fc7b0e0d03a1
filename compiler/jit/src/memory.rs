//! The memory that machine code lies in.

#![expect(unsafe_code, reason = "the pages of machine code are freed by hand")]

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cranelift_jit::{BranchProtection, JITMemoryKind, JITMemoryProvider, SystemMemoryProvider};
use cranelift_module::ModuleResult;

/// The pages of one module. Clones share them: one is the module's while it is linked, the others belong to its handlers.
///
/// Invariant: a page is writable until [`finalize`](JITMemoryProvider::finalize) and executable from then on, never both. The pages are
/// freed with the last clone and not before.
#[derive(Clone)]
pub(crate) struct CodeMemory(Arc<Pages>);

struct Pages(Mutex<SystemMemoryProvider>);

impl CodeMemory {
    /// No pages yet.
    pub(crate) fn new() -> CodeMemory {
        CodeMemory(Arc::new(Pages(Mutex::new(SystemMemoryProvider::new()))))
    }

    fn pages(&self) -> MutexGuard<'_, SystemMemoryProvider> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl JITMemoryProvider for CodeMemory {
    fn allocate(&mut self, size: usize, align: u64, kind: JITMemoryKind) -> io::Result<*mut u8> {
        self.pages().allocate(size, align, kind)
    }

    /// Does nothing: handlers may still hold a clone, and the last clone frees the pages.
    unsafe fn free_memory(&mut self) {}

    fn finalize(&mut self, branch_protection: BranchProtection) -> ModuleResult<()> {
        self.pages().finalize(branch_protection)
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        let pages = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: `free_memory` requires that no function in these pages is executing and none is called later. Only a `MachineHandler`
        // calls one, through a borrow of itself, and it holds a clone of the `CodeMemory` around this value. This runs with the last
        // clone, so no handler is left. Cranelift gives out no other pointers: its module was dropped when it was linked, or with the
        // error that kept it from being linked.
        unsafe { pages.free_memory() };
    }
}

impl std::fmt::Debug for CodeMemory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeMemory(..)")
    }
}

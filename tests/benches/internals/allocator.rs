//! mimalloc, with a count of allocations.

#![expect(
    unsafe_code,
    reason = "an allocator is an unsafe trait, and one of its functions is in C; every call is handed on as it came"
)]

use std::alloc::{GlobalAlloc, Layout};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use mimalloc::MiMalloc;

static COUNTS: AtomicBool = AtomicBool::new(false);
static CALLS: AtomicU64 = AtomicU64::new(0);
static BYTES: AtomicU64 = AtomicU64::new(0);

/// The allocator.
pub struct Counting;

/// The allocations counted.
pub struct Asked {
    /// Allocations, and blocks that were grown.
    pub calls: u64,
    /// The number of bytes allocated.
    pub bytes: u64,
}

/// Counts the allocations of all threads while `work` runs.
pub fn counted<T>(work: impl FnOnce() -> T) -> (T, Asked) {
    let (calls, bytes) = (CALLS.load(Ordering::SeqCst), BYTES.load(Ordering::SeqCst));
    COUNTS.store(true, Ordering::SeqCst);
    let result = work();
    COUNTS.store(false, Ordering::SeqCst);
    let asked = Asked {
        calls: CALLS.load(Ordering::SeqCst) - calls,
        bytes: BYTES.load(Ordering::SeqCst) - bytes,
    };
    (result, asked)
}

fn count(bytes: usize) {
    if COUNTS.load(Ordering::Relaxed) {
        CALLS.fetch_add(1, Ordering::Relaxed);
        BYTES.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

// SAFETY: `MiMalloc` upholds the contract; each call is forwarded to it unchanged, and counting
// neither allocates nor unwinds.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller upholds the contract of this very function.
        unsafe { MiMalloc.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: as in `alloc`.
        unsafe { MiMalloc.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size.saturating_sub(layout.size()));
        // SAFETY: as in `alloc`; the block came from `MiMalloc`, as all blocks do.
        unsafe { MiMalloc.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as in `realloc`.
        unsafe { MiMalloc.dealloc(block, layout) }
    }
}

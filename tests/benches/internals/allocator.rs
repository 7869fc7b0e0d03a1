//! mimalloc, with a count of what it is asked for.

#![expect(
    unsafe_code,
    reason = "an allocator is an unsafe trait, and one of its functions is in C; every call is handed on as it came"
)]

use std::alloc::{GlobalAlloc, Layout};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use mimalloc::MiMalloc;

static COUNTS: AtomicBool = AtomicBool::new(false);
static CALLS: AtomicU64 = AtomicU64::new(0);
static BYTES: AtomicU64 = AtomicU64::new(0);
static WATCHED: AtomicBool = AtomicBool::new(false);
static LIVE: AtomicI64 = AtomicI64::new(0);

/// The allocator.
pub struct Counting;

/// What was asked for.
pub struct Asked {
    /// Allocations, and blocks that were made larger.
    pub calls: u64,
    /// Bytes of them.
    pub bytes: u64,
}

/// Counts what all threads ask for while `work` runs.
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

/// Watches from here on what is live.
pub fn watch() {
    WATCHED.store(true, Ordering::SeqCst);
}

/// Bytes of the blocks that were given out since [`watch`] and not given back.
pub fn live() -> i64 {
    LIVE.load(Ordering::SeqCst)
}

fn changed(bytes: usize, given_back: usize) {
    if WATCHED.load(Ordering::Relaxed) {
        let difference = bytes.cast_signed().wrapping_sub(given_back.cast_signed());
        LIVE.fetch_add(difference as i64, Ordering::Relaxed);
    }
}

fn count(bytes: usize) {
    if COUNTS.load(Ordering::Relaxed) {
        CALLS.fetch_add(1, Ordering::Relaxed);
        BYTES.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

// SAFETY: `MiMalloc` keeps the contract; each call is handed on to it unchanged, and counting neither allocates nor unwinds.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        changed(layout.size(), 0);
        // SAFETY: the caller keeps the contract of this very function.
        unsafe { MiMalloc.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        changed(layout.size(), 0);
        // SAFETY: as in `alloc`.
        unsafe { MiMalloc.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size.saturating_sub(layout.size()));
        changed(size, layout.size());
        // SAFETY: as in `alloc`; the block came from `MiMalloc`, as all do.
        unsafe { MiMalloc.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        changed(0, layout.size());
        // SAFETY: as in `realloc`.
        unsafe { MiMalloc.dealloc(block, layout) }
    }
}

/// Gives free pages back to the system, as `flowright serve` does before it listens.
pub fn give_back_free_pages() {
    // SAFETY: any thread may call it at any time; it touches only memory that is free.
    unsafe { libmimalloc_sys::mi_collect(true) };
}

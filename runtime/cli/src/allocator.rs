//! The allocator of the binary.

#![expect(
    unsafe_code,
    reason = "mimalloc offers what it takes to give pages back as a function of C only"
)]

use mimalloc::MiMalloc;

/// A request allocates little, but requests run on every core at once; mimalloc serves them without
/// contention.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Returns free pages to the system. By default mimalloc keeps them for reuse, but a running server
/// needs far less memory than the compiler did.
pub(crate) fn give_back_free_pages() {
    // SAFETY: any thread may call this function at any time; it touches only free memory.
    unsafe { libmimalloc_sys::mi_collect(true) };
}

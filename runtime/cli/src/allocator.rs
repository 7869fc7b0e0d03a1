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

/// Makes the system allocate memory in small pages only. Most of the memory that the compiler uses
/// is free again when the server listens, but a huge page cannot be returned as long as any part of
/// it is in use.
#[cfg(target_os = "linux")]
pub(crate) fn avoid_huge_pages() {
    if let Err(error) = rustix::thread::disable_transparent_huge_pages(true) {
        tracing::debug!(%error, "cannot disable huge pages");
    }
}

/// Returns free pages to the system. By default mimalloc keeps them for reuse, but a running server
/// needs far less memory than the compiler did.
pub(crate) fn give_back_free_pages() {
    // SAFETY: any thread may call this function at any time; it touches only free memory.
    unsafe { libmimalloc_sys::mi_collect(true) };
}

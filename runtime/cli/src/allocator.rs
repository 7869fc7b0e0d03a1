//! The allocator of the binary.

#![expect(
    unsafe_code,
    reason = "mimalloc offers what it takes to give pages back as a function of C only"
)]

use mimalloc::MiMalloc;

/// A request allocates little, but on every core at once: mimalloc does that without contention.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Gives free pages back to the system. By itself mimalloc keeps them for later, and a server needs far less than the compiler did.
pub(crate) fn give_back_free_pages() {
    // SAFETY: any thread may call it at any time; it touches only memory that is free.
    unsafe { libmimalloc_sys::mi_collect(true) };
}

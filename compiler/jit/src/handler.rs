//! Machine code as a [`Handler`].

#![expect(unsafe_code, reason = "machine code is entered through a pointer")]

use std::sync::Arc;

use flowright_ir::code::SiteId;
use flowright_ir::handler::{Handler, Outcome};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;

use crate::memory::Block;
use crate::outcome;

/// The type of every compiled function: frame and context in, an [encoded](outcome) outcome out.
type Entry = unsafe extern "C" fn(frame: *mut u64, context: *mut Context) -> u64;

/// One compiled [`Code`](flowright_ir::code::Code).
#[derive(Debug)]
pub(crate) struct MachineHandler {
    /// Invariant: this is a function in `block`, so it may be called as long as `block` is held.
    entry: Entry,
    /// Invariant: the frame size in words that `entry` was compiled for.
    frame_words: u32,
    /// Keeps the machine code alive.
    #[expect(dead_code, reason = "held, not read")]
    block: Arc<Block>,
}

impl MachineHandler {
    /// A handler with its entry at an address.
    ///
    /// # Safety
    /// `address` is the start of finalized code in `block` with the signature of [`Entry`] in the
    /// host's calling convention. That code accesses only the first `frame_words` words of its
    /// frame.
    pub(crate) unsafe fn new(
        address: *const u8,
        frame_words: u32,
        block: Arc<Block>,
    ) -> MachineHandler {
        // SAFETY: a function pointer is the address of code, which the caller guarantees `address`
        // to be, and has the size of a data pointer on every host that Cranelift supports. It is
        // not null, because there is code at it.
        let entry = unsafe { std::mem::transmute::<*const u8, Entry>(address) };
        MachineHandler {
            entry,
            frame_words,
            block,
        }
    }
}

impl Handler for MachineHandler {
    fn frame_words(&self) -> u32 {
        self.frame_words
    }

    unsafe fn resume(&self, frame: &mut [u64], context: &mut Context) -> Outcome {
        if frame.len() < self.frame_words as usize {
            return defect(context, "a frame is smaller than its handler says");
        }
        // SAFETY:
        // - `entry` is finalized code with this signature, and `self.block` keeps it alive until
        //   the call has returned.
        // - `frame` points to at least the words that the code accesses (checked above), aligned
        //   like `u64`.
        // - `frame` and `context` are borrowed exclusively until the call returns, from different
        //   objects, and are used here only after the call. The machine code retains neither
        //   address when it returns. It holds no reference into the context while it calls a host
        //   function, which reborrows the context from the same pointer.
        // - Nothing unwinds through the code: host functions catch panics, and one that escaped
        //   nevertheless would abort at the boundary of an `extern "C"` function.
        // - The code follows the addresses in the words of the frame and of the context unchecked;
        //   the caller guarantees that they are valid.
        let word = unsafe { (self.entry)(frame.as_mut_ptr(), context) };
        outcome::decode(word)
            .unwrap_or_else(|| defect(context, "machine code returned an unknown outcome"))
    }

    fn engine(&self) -> &'static str {
        "machine code"
    }
}

#[cold]
fn defect(context: &mut Context, message: &str) -> Outcome {
    context.failure = Some(Failure::internal(message));
    context.failed_site = 0;
    Outcome::Failed(SiteId(0))
}

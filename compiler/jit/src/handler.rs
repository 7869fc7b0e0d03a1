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
    /// Invariant: a function in `block`, so it may be called as long as `block` is held.
    entry: Entry,
    /// Invariant: the words of the frames that `entry` was compiled for.
    frame_words: u32,
    /// Keeps the code.
    #[expect(dead_code, reason = "held, not read")]
    block: Arc<Block>,
}

impl MachineHandler {
    /// A handler that enters at an address.
    ///
    /// # Safety
    /// At `address` begins finalized code in `block` with the signature of [`Entry`] in the host's calling convention. Of its frame it
    /// accesses no words but the first `frame_words`.
    pub(crate) unsafe fn new(
        address: *const u8,
        frame_words: u32,
        block: Arc<Block>,
    ) -> MachineHandler {
        // SAFETY: a function pointer is an address of code, which the caller vouches for, and has the size of a data pointer on every
        // host that Cranelift knows. It is not null, as code lies there.
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
        // - `entry` is finalized code with this signature, and `self.block` keeps it until the call has returned.
        // - `frame` points to at least the words that the code accesses (checked above), aligned as `u64` is.
        // - `frame` and `context` are borrowed exclusively until the call returns, from different objects, and are used here only
        //   after it. The code keeps neither address when it returns. It holds no reference into the context while it calls a host
        //   function, which borrows the context anew from the same pointer.
        // - Nothing unwinds through the code: host functions catch panics, and one that escaped all the same would abort at the
        //   border of an `extern "C"` function.
        // - The words of the frame and of the context, whose addresses the code follows without a check, are as the caller vouches.
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

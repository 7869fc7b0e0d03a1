//! Machine code as a [`Handler`].

#![expect(unsafe_code, reason = "machine code is entered through a pointer")]

use std::sync::Arc;

use flowright_ir::code::SiteId;
use flowright_ir::handler::{Handler, Outcome};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;

use crate::entry::Entry;
use crate::module::ExecutableModule;
use crate::outcome;

/// One compiled [`Code`](flowright_ir::code::Code).
pub(crate) struct MachineHandler {
    /// Invariant: a function of `module`, so it may be called as long as `module` is held.
    entry: Entry,
    frame_words: u32,
    module: Arc<ExecutableModule>,
}

impl MachineHandler {
    /// A handler that enters at `entry`, a function of `module` that was compiled for frames of that many words.
    pub(crate) fn new(
        entry: Entry,
        frame_words: u32,
        module: Arc<ExecutableModule>,
    ) -> MachineHandler {
        MachineHandler {
            entry,
            frame_words,
            module,
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
        // SAFETY: `entry` is finalized code of `self.module`, which lives as long as `self`; it has this very signature. The frame
        // has the words that the code was compiled for (checked above; every access of the code was checked against that number
        // when it was compiled), and both it and the context are borrowed exclusively until the call returns. Host functions
        // catch panics, so nothing unwinds through the code.
        let word = unsafe { (self.entry)(frame.as_mut_ptr(), context) };
        outcome::decode(word)
            .unwrap_or_else(|| defect(context, "machine code returned an unknown outcome"))
    }

    fn engine(&self) -> &'static str {
        "machine code"
    }
}

impl std::fmt::Debug for MachineHandler {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MachineHandler")
            .field("frame_words", &self.frame_words)
            .field("module", &self.module)
            .finish_non_exhaustive()
    }
}

#[cold]
fn defect(context: &mut Context, message: &str) -> Outcome {
    context.failure = Some(Failure::internal(message));
    context.failed_site = 0;
    Outcome::Failed(SiteId(0))
}

//! The protocol between code and the engine.

#![expect(
    unsafe_code,
    reason = "machine code relies on what no type can express"
)]

use flowright_stdlib::memory::Context;

use crate::code::{SiteId, StepId};

/// Why code returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The execution is done; the answer is in `Context::response`, or a condition's word in `Context::returned`.
    Done,
    /// A step is wanted; its arguments' address is in the frame.
    Suspend(StepId),
    /// It failed and nothing catches it; the failure is in `Context::failure`.
    Failed(SiteId),
    /// The fuel of this slice is spent.
    OutOfFuel,
}

/// Resumable code: machine code, or the interpreter over [`Code`](crate::code::Code).
pub trait Handler: Send + Sync {
    /// Words of the frame, all zero at the start of an execution.
    fn frame_words(&self) -> u32;

    /// Runs until it is done or must return.
    ///
    /// # Safety
    /// Machine code follows the addresses that it finds in the frame, in the context and in memory. So:
    ///
    /// - The frame has at least [`frame_words`](Self::frame_words) words. They are all zero, or as this handler left them when it
    ///   returned last, with this context, but for the words of a result of the step's type, or the resume point of the step's
    ///   failure with `Context::failure` set.
    /// - The context has the constants of the handler's workflow and globals of the types that it names, and `Context::input` is the
    ///   address of its record of input, every member a value of its type.
    /// - Since the frame was zeroed, the context has not been reset, and its memory was written to only by this handler, or where it
    ///   was allocated since.
    unsafe fn resume(&self, frame: &mut [u64], context: &mut Context) -> Outcome;

    /// What runs it, for logs, statistics and tests: `interpreter` or `machine code`.
    fn engine(&self) -> &'static str;
}

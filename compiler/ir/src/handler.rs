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
    /// The execution is finished; the response is in `Context::response`, or a condition's word in
    /// `Context::returned`.
    Done,
    /// The code waits for a step; the address of its arguments is in the frame.
    Suspend(StepId),
    /// The code failed and nothing catches it; the failure is in `Context::failure`.
    Failed(SiteId),
    /// The fuel of this slice is used up.
    OutOfFuel,
}

/// Resumable code: machine code, or the interpreter over [`Code`](crate::code::Code).
pub trait Handler: Send + Sync {
    /// The size of the frame in words, all zero at the start of an execution.
    fn frame_words(&self) -> u32;

    /// Runs until it is finished or must return.
    ///
    /// # Safety
    /// Machine code follows the addresses that it finds in the frame, in the context and in memory.
    /// Therefore:
    ///
    /// - The frame has at least [`frame_words`](Self::frame_words) words. They are all zero, or as
    ///   this handler left them when it last returned, with this context, except for the words of a
    ///   result of the step's type, or the resume point of the step's failure with
    ///   `Context::failure` set.
    /// - The context has the constants of the handler's workflow and globals of the types that it
    ///   declares, and `Context::input` is the address of its input record, in which every member
    ///   is a value of its type. For a part, `Context::captures` is the address of the record of
    ///   its step's arguments, and `Context::part` is the number of the part.
    /// - Since the frame was zeroed, the context has not been reset, and only this handler has
    ///   written to its memory, except for memory allocated since.
    unsafe fn resume(&self, frame: &mut [u64], context: &mut Context) -> Outcome;

    /// The engine, for logs, statistics and tests: `interpreter` or `machine code`.
    fn engine(&self) -> &'static str;
}

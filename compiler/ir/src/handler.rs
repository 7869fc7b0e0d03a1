//! The protocol between code and the engine.

use flowright_stdlib::memory::Context;

use crate::code::{SiteId, StepId};

/// Words at the start of every frame: the resume point, then the arguments' address at a suspension and the step's result at a
/// resumption.
pub const FRAME_HEADER_WORDS: u32 = 5;

/// Which words of the frame mean what.
pub mod frame {
    /// 0 at the start, `n + 1` to go on at resume point `n`.
    pub const RESUME: usize = 0;
    /// At a suspension: the address of the step's arguments.
    pub const ARGUMENTS: usize = 1;
    /// At a resumption: the first of up to four words of the step's result.
    pub const RESULT: usize = 1;
}

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

    /// Runs until it is done or must return. The frame is of `frame_words` words; between two calls only the engine writes to
    /// it: the result of a step, or the resume point of the step's `on_failure` with `Context::failure` set.
    fn resume(&self, frame: &mut [u64], context: &mut Context) -> Outcome;

    /// What runs it, for logs, statistics and tests: `interpreter` or `machine code`.
    fn engine(&self) -> &'static str {
        "interpreter"
    }
}

/// The handlers of a workflow.
pub struct WorkflowHandlers {
    /// The trigger's `when`, which never suspends.
    pub when: Option<Box<dyn Handler>>,
    /// The statements.
    pub main: Box<dyn Handler>,
}

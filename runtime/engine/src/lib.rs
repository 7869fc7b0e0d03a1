//! Drives handlers: what a flow asks for is done here, and what fails goes where the flow says.
//!
//! In: an [`Image`](flowright_ir::image::Image), its workflows with their handlers, what the operator has set, a store and
//! [`Effects`]. Out: a [`Program`] that begins an [`Execution`] for each request and runs it to its end, when it holds the answer.
//!
//! Not done here: routes, verification, decoding and everything else of HTTP (the server does), machine code and how it is made.
//!
//! Invariant: no thread waits. Between two returns of a handler nothing blocks; while a step is under way the execution is a task's
//! state and nothing else.
//!
//! Invariant: a step owns its inputs. Its [`StepRequest`] is copied out of the arena before it begins, and its [`StepOutput`] is written
//! when it is done; what waits in between has no access to the arena.

#![forbid(unsafe_code)]

mod effects;
mod execution;
mod operator;
mod program;
mod redact;
mod report;
mod step;
#[cfg(feature = "testing")]
pub mod testing;
mod turns;

pub use effects::{Effect, Effects, Network};
pub use execution::{Ended, Execution, ExecutionFailure, Started, Waiting};
pub use operator::{MissingValue, Operator, StartProblem};
pub use program::{NotReplaced, Program, ProgramParts};
pub use report::FailureSummary;
pub use step::{
    HttpOutput, HttpPlan, HttpRequest, Message, NotifyPlan, RequestText, RowRequest, StepOutput,
    StepRequest,
};

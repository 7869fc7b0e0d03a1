//! Drives handlers: performs the steps of a flow, and routes failures as the flow directs.
//!
//! In: an [`Image`](flowright_ir::image::Image), its workflows with their handlers, the operator's
//! settings, a store and [`Effects`]. Out: a [`Program`] that begins an [`Execution`] for each
//! request and runs it to its end. An execution that has ended holds the response.
//!
//! Not done here: code generation, and everything about HTTP (routes, verification, decoding and so
//! on), which the server does.
//!
//! Invariant: no thread blocks. A handler never blocks between two returns; while a step is in
//! progress, the execution consists only of the state of a task.
//!
//! Invariant: a step owns its inputs. Its [`StepRequest`] is copied out of the arena before it
//! begins, and its [`StepOutput`] is written after it has ended. In between, the code that performs
//! the step has no access to the arena.

#![forbid(unsafe_code)]

mod effects;
mod execution;
mod family;
mod fork;
mod operator;
mod program;
mod redact;
mod report;
mod run;
mod step;
#[cfg(feature = "testing")]
pub mod testing;
mod transaction;
mod turns;

pub use effects::{Effect, Effects, Network};
pub use execution::{Ended, Execution, ExecutionError, ExecutionFailure, Started, Waiting};
pub use operator::{MissingValue, Operator, StartProblem};
pub use program::{NotReplaced, Program, ProgramParts};
pub use report::FailureSummary;
pub use step::{
    HttpOutput, HttpPlan, HttpRequest, Message, NotifyPlan, RequestBody, RequestPart, RequestText,
    RowRequest, StepOutput, StepRequest, assembled,
};

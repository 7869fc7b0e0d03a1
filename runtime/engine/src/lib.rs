//! Drives handlers: what a flow asks for is done here, and what fails goes where the flow says.
//!
//! In: an [`Image`](flowright_ir::image::Image), the handlers that run it, what the operator has set, a store and an HTTP client. Out: a
//! [`Program`] that begins an [`Execution`] for each request and runs it to its end, leaving the answer in the execution's
//! context.
//!
//! Not done here: routes, verification, decoding and everything else of HTTP (the server does), machine code and how it is made.
//!
//! Invariant: no thread waits. Between two returns of a handler nothing blocks; while a step is under way the execution is a task's
//! state and nothing else.
//!
//! Invariant: a step owns its inputs. What it needs is copied out of the arena before it begins, and its result is written when it is done.

#![forbid(unsafe_code)]

mod execution;
mod operator;
mod program;
mod redact;
mod report;
mod step;

pub use execution::{Ended, Execution, ExecutionFailure, Started, Waiting};
pub use operator::{MissingValue, Operator, StartProblem};
pub use program::{Program, ProgramParts};

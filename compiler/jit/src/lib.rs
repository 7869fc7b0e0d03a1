//! Compiles IR to machine code.
//!
//! In: a [`ValidImage`](flowright_ir::ValidImage). Out: its workflows as
//! [`Executable`](flowright_ir::Executable)s. Not done here: instructions that take more than a few
//! machine instructions; for them, machine code calls [`flowright_ir::operations`], like the
//! interpreter, so both yield the same bytes.
//!
//! Invariant: only this crate depends on Cranelift. Machine code calls only the functions of one
//! closed table, no page is ever both writable and executable, and pages are freed when the last
//! handler whose code they contain is dropped.

mod compile;
mod emit;
mod error;
mod handler;
mod host;
mod limits;
mod memory;
mod module;
mod options;
mod outcome;
mod target;
#[cfg(feature = "testing")]
pub mod testing;

pub use compile::{CompiledCode, CompiledWorkflow, Jit, WorkflowSize};
pub use error::{JitError, Size};
pub use options::{OptimizationLevel, Options};

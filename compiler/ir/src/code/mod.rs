//! The code of a workflow: basic blocks over 64-bit locals.
//!
//! A value of type `T` is held in [`register_words`](flowright_stdlib::types::register_words)
//! consecutive locals, as specified by the layout. Nothing here traps: an instruction that may fail
//! is marked as such and jumps to the block's `catch`, or ends the execution as failed.
//!
//! Invariant: block 0 is the entry; every local is written before it is read on every path; a local
//! that is live at a point where the code may return to the engine is spilled to the frame; and at
//! a suspension every live local belongs to a whole value of a known type.

mod block;
mod ids;
mod instruction;
mod terminator;

pub use flowright_stdlib::memory::BodyKind;
pub use flowright_stdlib::operators::{Arithmetic, Comparison};
pub use flowright_stdlib::write::TextKind;

pub use block::{Block, Code, Local};
pub use ids::{BlockId, DataId, LocalId, Pair, ShapeId, SiteId, StepId, TypeId};
pub use instruction::{Arrangement, Escape, Instruction};
pub use terminator::{LiveValue, Raised, Suspend, Terminator};

//! From a typed program to an [`Image`](image::Image), and the interpreter that runs it.
//!
//! In: a [`Program`](flowright_check::program::Program) without errors. Out: an image: routes and edge settings, shapes, step templates
//! and [`code`], which a [`handler`] runs from one return to the engine to the next. Not done here: machine code, which is `jit`'s, and
//! steps, which are the engine's.
//!
//! Invariant: the same code on the same words gives the same bytes, whoever runs it; the [`operations`] are shared and the
//! [interpreter](interpret) is the oracle. Code that [`lower`] makes passes [`validate`].

pub mod activation;
pub mod code;
mod dump;
mod executable;
pub mod frame;
pub mod handler;
pub mod image;
pub mod interpret;
mod liveness;
mod local_set;
mod lower;
mod operands;
pub mod operations;
pub mod shares;
mod valid;
mod validate;

pub use executable::{Executable, Linked, WrongGlobals};
pub use interpret::interpreter;
pub use lower::lower;
pub use valid::{Lowered, ValidImage, ValidWorkflow};
pub use validate::{Broken, validate};

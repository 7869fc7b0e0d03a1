//! Types, layouts, the arena and the functions of the language.
//!
//! In: nothing of the other stages. Out: what the checker, the lowering, the interpreter, the machine code and the runtime must agree
//! on: [`types`] and how values lie in memory, [`schema`] and [`query`] of collections, the [`memory`] of an execution, the
//! [`functions`], the [`catalogue`] of what can be set, and how things [fail](failure).

mod calendar;
pub mod catalogue;
pub mod codec;
pub mod decode;
pub mod equality;
pub mod failure;
pub mod functions;
pub mod log;
pub mod memory;
pub mod operators;
pub mod query;
pub mod schema;
pub mod types;
pub mod write;

// The generators of tests are shared with those outside of this crate, for which it has a name.
#[cfg(test)]
extern crate self as flowright_stdlib;

#[cfg(test)]
#[path = "../tests/decode/generate.rs"]
mod generate;

//! Types, layouts, the arena and the functions of the language.
//!
//! In: nothing from the other stages. Out: the definitions shared by the checker, the lowering, the
//! interpreter, the machine code and the runtime: [`types`] and the memory layout of values,
//! [`schema`] and [`query`] of collections, the [`memory`] of an execution, the [`functions`], the
//! [`catalogue`] of settings, and [`failure`]s. The tables of the [`manual`] are generated from
//! them.

mod calendar;
pub use calendar::{DAYS, INSTANTS};
pub mod catalogue;
mod clock;
pub mod codec;
mod days;
pub mod decimal;
pub mod decode;
pub mod equality;
pub mod failure;
pub mod functions;
pub mod log;
mod malformed;
pub use malformed::Malformed;
pub mod manual;
pub mod memory;
pub mod operators;
pub mod pattern;
pub mod query;
pub mod schema;
mod time_format;
pub mod types;
pub mod write;
mod zone;

// Tests outside this crate share its test generators, which refer to the crate by this name.
#[cfg(test)]
extern crate self as flowright_stdlib;

#[cfg(test)]
#[path = "../tests/decode/generate.rs"]
mod generate;

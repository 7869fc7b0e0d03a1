//! Random code, and a comparison of both engines; for the property tests of this crate and for
//! fuzzing.
//!
//! In: any bytes. Out: a [`Case`] that follows the rules of [`Code`](flowright_ir::code::Code), and
//! the [`difference`] between the results of machine code and of the interpreter. Any bytes form a
//! case, so a fuzzer can mutate them freely.
//!
//! Invariant: a case reads only addresses that it computed itself, and terminates: blocks jump
//! forward, or backward through a fuel check, and a run refills the fuel only a limited number of
//! times.

mod addresses;
mod build;
mod constants;
mod generate;
mod instructions;
mod places;
mod run;
mod source;
mod texts;
mod writer;

pub use build::{CodeBuilder, suspend};
pub use generate::Case;
pub use run::{Answer, Record, Run, difference, record, workspace};

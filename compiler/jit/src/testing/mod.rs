//! Random codes, and both engines held against each other; for the property tests of this crate and for fuzzing.
//!
//! In: any octets. Out: a [`Case`] that obeys the rules of [`Code`](flowright_ir::code::Code), and the [`difference`] between what
//! machine code and the interpreter make of it. Any octets are a case, so a fuzzer can change them as it likes.
//!
//! Invariant: a case reads only addresses that it made, and ends: blocks go forward, or backward through a check of fuel, which a run
//! refills only so often.

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

//! A reference evaluator of the typed program, and random programs on which lowering, interpreter and machine code are held against it.
//!
//! In: any octets. Out: a [`Case`]: a program as text, which the checker takes, with some requests; and whether the answers, the
//! failures with their places, and the steps with their arguments are those of the [`evaluate()`]. Any octets are a case, so a property
//! test can shrink it and a fuzzer change it.
//!
//! Not done here: fuel and the cap of memory are not modelled, and steps come to whatever the case says: rows, network and time are
//! the engine's.

#![forbid(unsafe_code)]

mod compare;
mod engine;
mod evaluate;
mod fixed;
mod generate;
mod outcome;
mod random_request;
mod random_value;
mod request;
mod source;
mod value;
mod write;

pub use compare::{Case, Compared};
pub use engine::Engine;
pub use evaluate::{Evaluated, evaluate, is_known};
pub use outcome::{Answered, End, Failed, Outcome, StepAnswer, StepRecord};
pub use request::Request;
pub use source::bytes_of;
pub use value::Value;

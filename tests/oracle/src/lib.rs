//! A reference evaluator of the typed program, and random programs on which lowering, interpreter
//! and machine code are compared with it.
//!
//! In: any bytes. Out: a [`Case`]: a program as text, which the checker accepts, with some
//! requests; and whether the responses, the failures with their places, and the steps with their
//! arguments match those of [`evaluate()`]. Any bytes are a case, so a property test can shrink it
//! and a fuzzer can mutate it.
//!
//! Not done here: fuel and the memory cap are not modelled, and steps have the results that the
//! case defines, because rows, network and time are the responsibility of the engine.

#![forbid(unsafe_code)]

mod compare;
mod decimal;
mod engine;
mod evaluate;
mod fixed;
mod generate;
mod outcome;
mod parts;
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

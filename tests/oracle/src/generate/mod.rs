//! Random programs as they are written.
//!
//! In: a [`Source`]. Out: the text of a program that the checker takes, of one workflow and what it uses. Any octets are a program, and
//! fewer octets are a smaller one, so that a case shrinks and a fuzzer can change it as it likes.
//!
//! The generator knows the types of what it writes, and what the checker knows not to be null. How exactly it knows a type depends on
//! where a value stands, see [`Mode`](generator::Mode).

mod conditions;
mod declarations;
mod expressions;
mod generator;
mod json;
mod lambdas;
mod literals;
mod loops;
mod matches;
mod paths;
mod rows;
mod statements;
mod steps;
mod texts;
mod types;

use crate::source::Source;

/// The text of a program.
#[must_use]
pub fn program(source: Source<'_>) -> String {
    generator::Generator::new(source).program()
}

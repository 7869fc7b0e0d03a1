//! Random programs as source text.
//!
//! In: a [`Source`]. Out: the text of a program that the checker accepts, with one workflow and
//! what it uses. Any bytes produce a program, and fewer bytes a smaller one, so that a case shrinks
//! and a fuzzer can mutate it freely.
//!
//! The generator tracks the types of the expressions that it writes, and which paths the checker
//! knows not to be null. How exactly it must track a type depends on the context of a value; see
//! [`Mode`](generator::Mode).

mod conditions;
mod declarations;
mod decode;
mod expressions;
mod generator;
mod http;
mod json;
mod lambdas;
mod literals;
mod loops;
mod maps;
mod matches;
mod parts;
mod paths;
mod rows;
mod spreads;
mod statements;
mod steps;
mod texts;
mod times;
mod types;

use crate::source::Source;

/// The text of a program.
#[must_use]
pub fn program(source: Source<'_>) -> String {
    generator::Generator::new(source).program()
}

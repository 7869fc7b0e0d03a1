//! Checks a parsed program: names, types, steps, exhaustiveness, lints.

#![forbid(unsafe_code)]

pub mod program;

//! The structure of the workspace's sources: rules that hold for all of them and that no compiler
//! checks.

#![expect(clippy::expect_used, reason = "tests")]

mod cycles;
mod names;
mod sources;
mod uses;
mod walkers;

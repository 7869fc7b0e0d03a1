//! How the sources of the workspace are built: what holds for all of them, and no compiler checks.

#![expect(clippy::expect_used, reason = "tests")]

mod cycles;
mod names;
mod sources;
mod uses;
mod walkers;

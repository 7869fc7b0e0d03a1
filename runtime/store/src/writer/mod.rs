//! The writer thread, with group commit.
//!
//! In: jobs from a bounded queue, and a [`Database`]. Out: their answers, after their transaction
//! is on disk.
//!
//! Invariant: after a disk error the writer refuses all writes until restart: it is not known what
//! a failed fsync left on disk, and a retry may appear to succeed although data is missing.
//!
//! Invariant: a job that panics fails alone. Its transaction is rolled back, and the other jobs run
//! again in a new one.

mod answer;
mod batch;
mod database;
mod health;
#[cfg(test)]
mod model;
mod runtime;
mod thread;

pub(crate) use database::{Checkpoint, Database};
pub(crate) use runtime::Tokio;
pub(crate) use thread::Writer;

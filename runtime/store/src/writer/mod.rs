//! The thread that writes, with group commit.
//!
//! In: jobs from a bounded queue, and a [`Database`]. Out: their answers, after their transaction is on disk.
//!
//! Invariant: after an error of the disk nothing is written any more: what a failed fsync leaves on
//! disk is not known, and trying again may seem to succeed without it. Only a restart looks anew.
//!
//! Invariant: a job that panics fails alone. Its transaction is rolled back, and the others run again in a new one.

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

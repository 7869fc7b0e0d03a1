//! Collections in embedded SQLite: the tables, and the steps that read and write their rows.
//!
//! In: a data directory, the [`Collection`](flowright_stdlib::schema::Collection)s of a program,
//! and for each of its steps a [`RowOperation`](flowright_stdlib::query::RowOperation). Out: a
//! [`Store`], which migrates the tables to match the program or refuses with every reason at once;
//! a plan per step, whose SQL is generated once; and rows and counts, or a [`StepError`] with the
//! language's failure code.
//!
//! Not done here: checking types, which the compiler does; retries and the history, which the
//! engine does.
//!
//! Invariant: a write is answered only after its transaction is on disk (`synchronous=FULL`).
//!
//! Invariant: all writes go through one thread. Writes that arrive while the thread is busy share
//! its next transaction, and a write that fails or panics does not affect the others.
//!
//! Invariant: only the module `sqlite` names types of the SQLite binding. The threads run jobs on
//! connections whose type they do not know.
//!
//! Invariant: no file is read or written on the caller's thread, except by [`Store::open`],
//! [`Store::plan`], [`Store::migrate`] and a [`Planner`], all of which are meant for startup, and
//! by short queries ([`direct`]), one at a time.
//!
//! Invariant: null equals null, both for `unique` and in conditions: an upsert by a field that is
//! null finds the row in which that field is null.

#![forbid(unsafe_code)]

mod column;
mod datum;
mod direct;
mod directory;
mod error;
mod job;
mod mailbox;
mod migration;
mod output;
mod planner;
mod probe;
mod reader;
mod sql;
mod sqlite;
mod store;
mod writer;

pub use datum::{Datum, Row};
pub use error::{OpenError, PlanError, Refusal, StepError};
pub use migration::{Migration, SchemaChange};
pub use output::{RowOutput, WrittenRow};
pub use planner::Planner;
pub use sqlite::{RowPlan, Rows};
pub use store::Store;

//! Collections in embedded SQLite: the tables, and the steps that read and write their rows.
//!
//! In: a data directory, the [`Collection`](flowright_stdlib::schema::Collection)s of a program, and
//! for each step of it a [`RowOperation`](flowright_stdlib::query::RowOperation). Out: a [`Store`], which brings the tables up to
//! the program or refuses with every reason at once; a plan per step, whose SQL is written once; and
//! rows and counts, or a [`StepError`] with the language's code.
//!
//! Not done here: types are checked by the compiler, retries and the history are the engine's.
//!
//! Invariant: a write is answered only after its transaction is on disk (`synchronous=FULL`).
//!
//! Invariant: all writes go through one thread. Those that arrive while it works share its next
//! transaction, and one that fails or panics takes none of the others with it.
//!
//! Invariant: the types of the SQLite binding are named in the module `sqlite` only. The threads run
//! jobs, on connections whose type they do not know.
//!
//! Invariant: no file is read or written on the thread of a caller, save by [`Store::open`], [`Store::plan`], [`Store::migrate`] and a
//! [`Planner`], both of which belong to the start.
//!
//! Invariant: null equals null, where rows are held apart by a `unique` and in conditions: an upsert by a null finds the row with it.

#![forbid(unsafe_code)]

mod column;
mod datum;
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
pub use output::RowOutput;
pub use planner::Planner;
pub use sqlite::RowPlan;
pub use store::Store;

//! A plan per step of a program: its SQL, written once, and how values go in and rows come out.
//!
//! In: a collection, and what a step reads and writes of it. Out: a plan that SQLite is known to
//! take, cheap to clone, to be run with values as often as wanted.
//!
//! Invariant: a step changes rows by exactly one statement, which SQLite undoes by itself where it
//! fails; so a failed step leaves nothing behind in the transaction that it shares.
//!
//! Invariant: data is only ever bound; SQL is made of names and numbers of parameters.

mod bound;
mod breaches;
mod create;
mod find;
mod insert;
mod predicate;
mod row_write;
mod table;
#[cfg(test)]
mod tests;
mod update;
mod upsert;
mod values;

pub(crate) use bound::Bound;
pub(crate) use breaches::Breaches;
pub use create::CreatePlan;
pub use find::FindPlan;
pub(crate) use row_write::RowWrite;
pub(crate) use table::Table;
pub use update::UpdatePlan;
pub use upsert::{UpsertPlan, Upserted};

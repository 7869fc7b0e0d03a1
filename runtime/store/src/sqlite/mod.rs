//! Collections in an SQLite database.
//!
//! In: the path of a file, the collections, and values. Out: [`Writing`] and [`Reading`], the
//! connections that the store's threads work on, and the plans of steps, which run on them.
//!
//! Not done here: queues, threads, and which operations share a transaction.
//!
//! Invariant: only this module names `rusqlite`.

mod arithmetic;
mod bring_up;
mod connection;
mod decimal;
mod fault;
mod list_error;
mod lists;
pub(crate) mod of_nulls;
mod plan;
mod presence;
mod reading;
mod rows;
mod schema;
mod statement;
#[cfg(test)]
mod tests;
mod texts;
mod time_limit;
mod value;
mod writing;

pub(crate) use bring_up::BringUp;
pub use plan::RowPlan;
#[cfg(test)]
pub(crate) use plan::RowWrite;
pub(crate) use plan::{Access, BoundRead, BoundWrite, Table};
pub(crate) use reading::Reading;
pub use rows::Rows;
pub(crate) use rows::Together;
pub(crate) use schema::KnownDefault;
pub(crate) use writing::Writing;

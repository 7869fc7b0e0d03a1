//! Collections in an SQLite database: connections, tables, and the statements of steps.

pub(crate) mod arithmetic;
pub(crate) mod connection;
pub(crate) mod fault;
pub(crate) mod plan;
pub(crate) mod schema;
mod statement;
pub(crate) mod writing;

//! What the writer needs of a database.

use crate::error::Fault;

/// A connection for one transaction at a time. What is written in it is up to the operations that run on it.
pub(crate) trait Database {
    /// Begins a transaction.
    fn begin(&self) -> Result<(), Fault>;

    /// Brings the transaction to disk.
    fn commit(&self) -> Result<(), Fault>;

    /// Undoes the transaction, if there still is one.
    fn rollback(&self);

    /// Whether there is a transaction. A database may roll it back by itself, such as on a full disk.
    fn in_transaction(&self) -> bool;

    /// Whether the log has grown so long that it should be moved into the database.
    fn log_is_long(&self) -> bool;

    /// Moves the log into the database.
    fn checkpoint(&self, checkpoint: Checkpoint) -> Result<(), Fault>;
}

/// How thoroughly the log is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checkpoint {
    /// As much of it as no reader stands in the way of.
    Partial,
    /// All of it; its file is emptied.
    Whole,
}

//! The interface between the writer and a database.

use crate::error::Fault;

/// A connection for one transaction at a time. The operations that run on it decide what is
/// written.
pub(crate) trait Database {
    /// Begins a transaction.
    fn begin(&self) -> Result<(), Fault>;

    /// Makes the transaction durable.
    fn commit(&self) -> Result<(), Fault>;

    /// Rolls back the transaction, if there still is one.
    fn rollback(&self);

    /// Whether a transaction is open. A database may roll it back on its own, for example on a full
    /// disk.
    fn in_transaction(&self) -> bool;

    /// Whether the WAL has grown so long that it should be checkpointed.
    fn log_is_long(&self) -> bool;

    /// Checkpoints the WAL.
    fn checkpoint(&self, checkpoint: Checkpoint) -> Result<(), Fault>;
}

/// How thorough a checkpoint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checkpoint {
    /// As much as readers allow.
    Partial,
    /// All of it; the WAL file is emptied.
    Whole,
}

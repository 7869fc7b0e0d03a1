//! The consequences of a failure beyond the step in which it occurred.

use super::StepError;

/// A failure of the database, or of the step itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The error for the step or the transaction that it stopped.
    pub error: StepError,
    /// The state that can no longer be relied on.
    pub reach: Reach,
}

/// How far the consequences of a fault reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The step, which has been undone; or the transaction, which has not begun or was not
    /// committed.
    Operation,
    /// The transaction of the step: it is not known what the step has changed in it.
    Transaction,
    /// The disk, or the file on it. It is not known what a failed write has left on disk.
    Disk {
        /// The error reported by the database.
        cause: Box<str>,
    },
}

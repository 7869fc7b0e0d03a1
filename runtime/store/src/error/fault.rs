//! What a failure means beyond the step that met it.

use super::StepError;

/// A failure of the database, or of the step itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What it means for the step or the transaction that it stopped.
    pub error: StepError,
    /// What can no longer be relied on.
    pub reach: Reach,
}

/// How far the consequences of a fault reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The step, which is undone, or the transaction that did not begin or was not committed.
    Operation,
    /// The transaction that the step was in: what the step has left there is not known.
    Transaction,
    /// The disk, or the file on it. What a failed write has left there is not known.
    Disk {
        /// What the database says.
        cause: Box<str>,
    },
}

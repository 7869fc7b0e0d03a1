//! What an error of the database means beyond the step that met it.

use super::StepError;

/// An error of the database.
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
    /// The step or transaction at hand, which is undone.
    Operation,
    /// The disk, or the file on it. What a failed write has left there is not known.
    Disk {
        /// What the database says.
        cause: Box<str>,
    },
}

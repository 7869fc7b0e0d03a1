//! The common interface of steps on rows.

use std::fmt::Debug;

use rusqlite::Connection;

use super::Breaches;
use crate::sqlite::writing::Writing;
use crate::{Datum, RowOutput, StepError, WrittenRow};

/// The plan of a step on rows.
pub(crate) trait RowStep: Debug + Send + Sync + 'static {
    /// Whether the step accepts these values.
    fn check(&self, values: &[Datum]) -> Result<(), StepError>;

    /// The constraints that this step can violate, for error reports.
    fn breaches(&self) -> &Breaches;
}

/// The plan of a step that reads rows.
pub(crate) trait RowRead: RowStep {
    /// Runs the step, on a connection of either kind.
    fn run(&self, connection: &Connection, values: &[Datum]) -> rusqlite::Result<RowOutput>;
}

/// The plan of a step that writes rows.
pub(crate) trait RowWrite: RowStep {
    /// Runs the step in the current transaction.
    fn run(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<RowOutput>;
}

/// The plan of a step that writes one row.
pub(crate) trait WritesRow: RowWrite {
    /// Writes the row in the current transaction.
    fn write(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<WrittenRow>;
}

//! What the steps on rows have in common.

use std::fmt::Debug;

use super::Breaches;
use crate::sqlite::reading::Reading;
use crate::sqlite::writing::Writing;
use crate::{Datum, RowOutput, StepError};

/// The plan of a step on rows.
pub(crate) trait RowStep: Debug + Send + Sync + 'static {
    /// Whether the step takes these values.
    fn check(&self, values: &[Datum]) -> Result<(), StepError>;

    /// What a broken `unique` means to the step.
    fn breaches(&self) -> &Breaches;
}

/// The plan of a step that reads rows.
pub(crate) trait RowRead: RowStep {
    /// Runs the step.
    fn run(&self, reading: &Reading, values: &[Datum]) -> rusqlite::Result<RowOutput>;
}

/// The plan of a step that writes rows.
pub(crate) trait RowWrite: RowStep {
    /// Runs the step in the transaction at hand.
    fn run(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<RowOutput>;
}

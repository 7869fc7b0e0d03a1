//! What the steps that write rows have in common.

use super::{Bound, Breaches};
use crate::error::Fault;
use crate::job::Operation;
use crate::sqlite::fault;
use crate::sqlite::writing::Writing;
use crate::{Datum, StepError};

/// The plan of a step that writes rows.
pub(crate) trait RowWrite: Clone + Send + 'static {
    /// What the step gives.
    type Output: Send + 'static;

    /// Whether the step takes these values.
    fn check(&self, values: &[Datum]) -> Result<(), StepError>;

    /// Runs the step in the transaction at hand.
    fn run(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<Self::Output>;

    /// What a broken `unique` means to the step.
    fn breaches(&self) -> &Breaches;
}

impl<P: RowWrite> Operation<Writing> for Bound<P> {
    type Output = P::Output;

    fn run(&self, writing: &Writing) -> Result<P::Output, Fault> {
        let result = self.plan.run(writing, &self.values);
        result.map_err(|error| fault::of_step(&error, self.plan.breaches()))
    }
}

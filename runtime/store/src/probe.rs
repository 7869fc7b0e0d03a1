//! An operation that does nothing, to find out whether the store can still write.

use crate::error::Fault;
use crate::job::Operation;

/// Succeeds where its transaction does.
pub(crate) struct Probe;

impl<C> Operation<C> for Probe {
    type Output = ();

    fn run(&self, _connection: &C) -> Result<(), Fault> {
        Ok(())
    }
}

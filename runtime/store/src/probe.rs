//! An operation that changes nothing, used to find out whether the store can still write.

use crate::error::Fault;
use crate::job::Operation;

/// Succeeds if its transaction does.
pub(crate) struct Probe;

impl<C> Operation<C> for Probe {
    type Output = ();

    fn run(&self, _connection: &C) -> Result<(), Fault> {
        Ok(())
    }
}

//! A planned step with its values, as the operation of a job.

use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::measured::Measured;
use super::row_step::{RowRead, RowWrite};
use crate::error::Fault;
use crate::job::Operation;
use crate::sqlite::fault;
use crate::sqlite::reading::Reading;
use crate::sqlite::writing::Writing;
use crate::{Datum, RowOutput};

/// A step that reads, and the values to run it with.
pub(crate) struct BoundRead {
    pub plan: Arc<Measured<dyn RowRead>>,
    pub values: Vec<Datum>,
}

/// A step that writes, and the values to run it with.
pub(crate) struct BoundWrite {
    pub plan: Arc<dyn RowWrite>,
    pub values: Vec<Datum>,
}

impl Operation<Reading> for BoundRead {
    type Output = RowOutput;

    fn run(&self, reading: &Reading) -> Result<RowOutput, Fault> {
        self.run_on(&reading.connection)
    }
}

impl BoundRead {
    /// Runs the step on a connection of either kind.
    pub(crate) fn run_on(&self, connection: &Connection) -> Result<RowOutput, Fault> {
        self.attempt(connection).map_err(|error| self.fault(&error))
    }

    /// Runs the step for at most that long. `None` if it has not ended by then.
    pub(crate) fn run_for(
        &self,
        reading: &Reading,
        most: Duration,
    ) -> Result<Option<RowOutput>, Fault> {
        match reading.within(most, |connection| self.attempt(connection)) {
            Ok(output) => Ok(Some(output)),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => {
                Ok(None)
            }
            Err(error) => Err(self.fault(&error)),
        }
    }

    fn attempt(&self, connection: &Connection) -> rusqlite::Result<RowOutput> {
        self.plan.run(|plan| plan.run(connection, &self.values))
    }

    fn fault(&self, error: &rusqlite::Error) -> Fault {
        fault::of_step(error, self.plan.plan().breaches())
    }
}

impl Operation<Writing> for BoundWrite {
    type Output = RowOutput;

    fn run(&self, writing: &Writing) -> Result<RowOutput, Fault> {
        let result = self.plan.run(writing, &self.values);
        result.map_err(|error| fault::of_step(&error, self.plan.breaches()))
    }
}

//! One transaction for many jobs.

use super::database::Database;
use super::health::Health;
use crate::StepError;
use crate::error::Fault;
use crate::job::Job;

/// Runs the jobs in one transaction and commits it. An error is that of the transaction; a job that fails by itself keeps its own.
pub(super) fn commit<D: Database>(
    database: &D,
    health: &mut Health,
    jobs: &mut [Box<dyn Job<D>>],
) -> Result<(), StepError> {
    if let Some(error) = health.broken() {
        return Err(error);
    }
    database.begin().map_err(|fault| refused(health, fault))?;
    for job in jobs {
        let Err(fault) = job.run(database) else {
            continue;
        };
        health.saw(fault);
        if let Some(error) = health.broken() {
            database.rollback();
            return Err(error);
        }
        if !database.in_transaction() {
            return Err(fault.error.clone().of_transaction());
        }
    }
    database.commit().map_err(|fault| {
        database.rollback();
        refused(health, fault)
    })
}

/// Why a transaction does not begin or is not committed.
fn refused(health: &mut Health, fault: Fault) -> StepError {
    health.saw(&fault);
    health.broken().unwrap_or(fault.error)
}

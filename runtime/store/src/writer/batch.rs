//! One transaction for many jobs.

use super::database::Database;
use super::health::Health;
use crate::StepError;
use crate::error::{Fault, Reach};
use crate::job::Job;

/// Runs the jobs in one transaction and commits it. The returned error is the error of the
/// transaction; a job that fails on its own keeps its own error.
///
/// Jobs that panic are answered at once and removed.
pub(super) fn commit<D: Database>(
    database: &D,
    health: &mut Health,
    jobs: &mut Vec<Box<dyn Job<D>>>,
) -> Result<(), StepError> {
    loop {
        match attempt(database, health, jobs) {
            Ok(()) => return Ok(()),
            Err(Aborted::Transaction(error)) => return Err(error),
            Err(Aborted::Job(index)) => jobs.remove(index).answer(),
        }
    }
}

/// Why a transaction was not committed.
enum Aborted {
    /// The transaction failed.
    Transaction(StepError),
    /// The job with that index panicked in the transaction.
    Job(usize),
}

fn attempt<D: Database>(
    database: &D,
    health: &mut Health,
    jobs: &mut [Box<dyn Job<D>>],
) -> Result<(), Aborted> {
    if let Some(error) = health.broken() {
        return Err(Aborted::Transaction(error));
    }
    let refused = |fault: Fault, health: &mut Health| Aborted::Transaction(health.saw(&fault));
    database.begin().map_err(|fault| refused(fault, health))?;
    for (index, job) in jobs.iter_mut().enumerate() {
        let Err(fault) = job.run(database) else {
            continue;
        };
        let aborted = match fault.reach {
            Reach::Operation if database.in_transaction() => continue,
            Reach::Operation | Reach::Disk { .. } => Aborted::Transaction(health.saw(fault)),
            Reach::Transaction => Aborted::Job(index),
        };
        database.rollback();
        return Err(aborted);
    }
    database.commit().map_err(|fault| {
        database.rollback();
        refused(fault, health)
    })
}

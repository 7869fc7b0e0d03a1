//! One transaction for many jobs.

use std::sync::atomic::Ordering;

use rusqlite::Connection;

use super::Writer;
use super::answer::answer;
use super::health::Health;
use crate::StepError;
use crate::job::Job;
use crate::sqlite::fault;
use crate::sqlite::writing::Writing;

/// Runs the jobs in one transaction, commits it, answers all.
///
/// A row step needs no savepoint: it changes rows by one statement, which SQLite undoes by itself.
pub(super) fn write(writer: &Writer, health: &mut Health, mut jobs: Vec<Box<dyn Job<Writing>>>) {
    match transaction(&writer.writing, health, &mut jobs) {
        Ok(()) => {
            writer.commits.fetch_add(1, Ordering::Relaxed);
        }
        Err(error) => jobs.iter_mut().for_each(|job| job.fail(&error)),
    }
    answer(jobs);
}

fn transaction(
    writing: &Writing,
    health: &mut Health,
    jobs: &mut [Box<dyn Job<Writing>>],
) -> Result<(), StepError> {
    if let Some(error) = health.broken() {
        return Err(error);
    }
    let connection = &writing.connection;
    execute(connection, health, "BEGIN IMMEDIATE")?;
    for job in jobs {
        let Err(fault) = job.run(writing) else {
            continue;
        };
        health.saw(fault);
        if let Some(error) = health.broken() {
            rollback(connection);
            return Err(error);
        }
        // Of some errors, such as a full disk, SQLite may roll the whole transaction back.
        if connection.is_autocommit() {
            return Err(fault.error.clone().of_transaction());
        }
    }
    execute(connection, health, "COMMIT").inspect_err(|_| rollback(connection))
}

fn execute(connection: &Connection, health: &mut Health, sql: &str) -> Result<(), StepError> {
    let result = connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.execute([]));
    match result {
        Ok(_) => Ok(()),
        Err(error) => {
            let fault = fault::of_transaction(&error);
            health.saw(&fault);
            Err(health.broken().unwrap_or(fault.error))
        }
    }
}

/// Gives the transaction up, if SQLite has not done so already.
pub(super) fn rollback(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = connection.execute_batch("ROLLBACK")
    {
        tracing::warn!(%error, "a failed transaction could not be rolled back");
    }
}

//! One transaction for many commands.

use std::sync::atomic::Ordering;

use rusqlite::Connection;

use super::answer::answer;
use super::command::Done;
use super::health::Health;
use super::{Command, Writer};
use crate::StepError;

/// Runs the commands in one transaction, commits it, answers all.
///
/// A command needs no savepoint: it changes rows by one statement, which SQLite undoes by itself.
pub(super) fn write(
    writer: &Writer,
    health: &mut Health,
    mut commands: impl Iterator<Item = Command>,
) {
    let mut done = Vec::with_capacity(commands.size_hint().0);
    match transaction(writer, health, &mut commands, &mut done) {
        Ok(()) => {
            writer.commits.fetch_add(1, Ordering::Relaxed);
            answer(done);
        }
        Err(error) => {
            answer(done.into_iter().map(|one| one.failed(&error)).collect());
            commands.for_each(|command| command.fail(error.clone()));
        }
    }
}

fn transaction(
    writer: &Writer,
    health: &mut Health,
    commands: &mut impl Iterator<Item = Command>,
    done: &mut Vec<Done>,
) -> Result<(), StepError> {
    if let Some(error) = health.broken() {
        return Err(error);
    }
    let connection = &writer.connection;
    execute(connection, health, "BEGIN IMMEDIATE")?;
    for command in commands {
        let mut failure = None;
        done.extend(command.run(connection, &*writer.clock, |error| {
            health.saw(error);
            failure = Some(StepError::of_transaction(error));
        }));
        if let Some(error) = health.broken() {
            rollback(connection);
            return Err(error);
        }
        // Of some errors, such as a full disk, SQLite may roll the whole transaction back.
        if let Some(error) = failure.filter(|_| connection.is_autocommit()) {
            return Err(error);
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
            health.saw(&error);
            Err(health
                .broken()
                .unwrap_or_else(|| StepError::of_transaction(&error)))
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

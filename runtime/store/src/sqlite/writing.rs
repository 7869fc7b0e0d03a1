//! The connection that writes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use flowright_host::Clock;
use flowright_stdlib::schema::Collection;
use rusqlite::Connection;

use super::presence::Presence;
use super::{connection, fault, schema};
use crate::error::{Fault, Reach};
use crate::writer::{Checkpoint, Database};
use crate::{Migration, OpenError, StepError};

/// The length of the WAL, in pages, at which it is checkpointed.
const LONG_LOG: i32 = 1000;

/// The connection that writes, and what its operations need in addition.
pub(crate) struct Writing {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    presence: Presence,
    /// The source of a `now()` default.
    pub(super) clock: Arc<dyn Clock>,
    /// The number of pages in the WAL, as SQLite reports it after each commit.
    log_pages: Arc<AtomicI32>,
}

impl Writing {
    /// Opens the database at that path, migrates its tables to the collections, and returns the
    /// migration.
    pub(crate) fn open(
        path: &Path,
        collections: &[Collection],
        drops: &[String],
        clock: Arc<dyn Clock>,
    ) -> Result<(Writing, Migration), OpenError> {
        let log_pages = Arc::new(AtomicI32::new(0));
        let mut connection =
            connection::writing(path, log_pages.clone()).map_err(|error| OpenError::Database {
                path: path.to_owned(),
                reason: error.to_string(),
            })?;
        let migration = schema::bring_up(&mut connection, collections, drops, clock.now())
            .map_err(|error| error.of_file(path))?;
        let shrunk = connection::shrink(&connection);
        shrunk.map_err(|error| OpenError::Database {
            path: path.to_owned(),
            reason: error.to_string(),
        })?;
        let writing = Writing {
            connection,
            path: path.to_owned(),
            presence: Presence::of(path),
            clock,
            log_pages,
        };
        Ok((writing, migration))
    }

    /// The number of pages in the WAL after the last commit.
    pub(super) fn log_pages(&self) -> i32 {
        self.log_pages.load(Ordering::Relaxed)
    }

    /// Whether a transaction is open.
    pub(super) fn is_in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    pub(super) fn execute(&self, sql: &str) -> Result<(), Fault> {
        let statement = self.connection.prepare_cached(sql);
        let executed = statement.and_then(|mut statement| statement.execute([]));
        executed
            .map(drop)
            .map_err(|error| fault::of_transaction(&error))
    }
}

impl Database for Writing {
    fn begin(&self) -> Result<(), Fault> {
        self.execute("BEGIN IMMEDIATE")?;
        let Some(missing) = self.presence.missing() else {
            return Ok(());
        };
        self.rollback();
        let cause = format!("{} was removed or replaced", missing.display());
        Err(Fault {
            error: StepError::Unavailable {
                reason: cause.as_str().into(),
            },
            reach: Reach::Disk {
                cause: cause.into(),
            },
        })
    }

    fn commit(&self) -> Result<(), Fault> {
        self.execute("COMMIT")
    }

    fn rollback(&self) {
        if self.in_transaction()
            && let Err(error) = self.connection.execute_batch("ROLLBACK")
        {
            tracing::warn!(%error, "cannot roll back a failed transaction");
        }
    }

    fn in_transaction(&self) -> bool {
        self.is_in_transaction()
    }

    fn log_is_long(&self) -> bool {
        self.log_pages() >= LONG_LOG
    }

    fn checkpoint(&self, checkpoint: Checkpoint) -> Result<(), Fault> {
        let mode = match checkpoint {
            Checkpoint::Partial => "PASSIVE",
            Checkpoint::Whole => "TRUNCATE",
        };
        let checkpoint = format!("PRAGMA wal_checkpoint({mode})");
        let moved = self.connection.query_row(&checkpoint, [], |_| Ok(()));
        moved.map_err(|error| fault::of_transaction(&error))?;
        self.log_pages.store(0, Ordering::Relaxed);
        Ok(())
    }
}

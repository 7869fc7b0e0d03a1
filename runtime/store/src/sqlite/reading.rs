//! A connection that reads.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use flowright_stdlib::schema::Collection;
use rusqlite::Connection;

use super::connection;
use super::schema::{self, Known, KnownDefault};
use super::time_limit::TimeLimit;
use crate::{Migration, OpenError};

/// A connection that only reads.
pub(crate) struct Reading {
    pub(super) connection: Connection,
    limit: Arc<TimeLimit>,
    has_begun: Cell<bool>,
}

impl Reading {
    /// Opens the database at that path.
    pub(crate) fn open(path: &Path) -> Result<Reading, OpenError> {
        let reading = connection::reading(path).and_then(Reading::of);
        reading.map_err(|error| OpenError::Database {
            path: path.to_owned(),
            reason: error.to_string(),
        })
    }

    /// A reader that uses that connection.
    pub(super) fn of(mut connection: Connection) -> rusqlite::Result<Reading> {
        Ok(Reading {
            limit: TimeLimit::install(&mut connection)?,
            connection,
            has_begun: Cell::new(false),
        })
    }

    /// Prepares for queries, before the first one.
    pub(crate) fn begin(&self) {
        if self.has_begun.replace(true) {
            return;
        }
        if let Err(error) = connection::enlarge_cache(&self.connection) {
            tracing::warn!(%error, "cannot enlarge the cache of a connection to the database");
        }
    }

    /// Frees the pages that the connection keeps in memory.
    pub(crate) fn shrink(&self) {
        if let Err(error) = connection::shrink(&self.connection) {
            tracing::warn!(%error, "cannot shrink the cache of a connection to the database");
        }
    }

    /// For each collection, the columns that only another program has declared and that get a value
    /// in new rows.
    pub(crate) fn undeclared(
        &self,
        collections: &[Collection],
    ) -> Result<Vec<Vec<(String, KnownDefault)>>, String> {
        let known = Known::read(&self.connection).map_err(|error| error.to_string())?;
        let undeclared = collections
            .iter()
            .map(|collection| known.undeclared(collection));
        Ok(undeclared.collect())
    }

    /// Determines what a start would do to the tables.
    pub(crate) fn plan(
        &mut self,
        path: &Path,
        collections: &[Collection],
        drops: &[String],
        now: i64,
    ) -> Result<Migration, OpenError> {
        let planned = schema::plan(&mut self.connection, collections, drops, now);
        planned.map_err(|error| error.of_file(path))
    }

    /// A new in-memory database.
    pub(crate) fn nothing() -> Result<Reading, OpenError> {
        let reading = connection::in_memory().and_then(Reading::of);
        reading.map_err(|error| OpenError::Database {
            path: PathBuf::from(":memory:"),
            reason: error.to_string(),
        })
    }

    /// Runs a query that is interrupted after that long.
    pub(super) fn within<T>(&self, most: Duration, query: impl FnOnce(&Connection) -> T) -> T {
        self.limit.within(most, || query(&self.connection))
    }

    /// Whether SQLite accepts a statement, and its error if not.
    pub(super) fn prepares(&self, sql: &str) -> Result<(), String> {
        let prepared = self.connection.prepare(sql);
        prepared.map(drop).map_err(|error| error.to_string())
    }
}

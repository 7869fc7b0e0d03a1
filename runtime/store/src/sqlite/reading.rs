//! A connection that reads.

use std::path::{Path, PathBuf};

use flowright_stdlib::schema::Collection;
use rusqlite::Connection;

use super::connection;
use super::schema::{self, Known, KnownDefault};
use crate::{Migration, OpenError};

/// A connection that only reads.
pub(crate) struct Reading {
    pub(super) connection: Connection,
}

impl Reading {
    /// Opens the database at that path.
    pub(crate) fn open(path: &Path) -> Result<Reading, OpenError> {
        let connection = connection::reading(path).map_err(|error| OpenError::Database {
            path: path.to_owned(),
            reason: error.to_string(),
        })?;
        Ok(Reading { connection })
    }

    /// Prepares for the first query.
    pub(crate) fn begin(&self) {
        if let Err(error) = connection::enlarge_cache(&self.connection) {
            tracing::warn!(%error, "cannot enlarge the cache of a connection to the database");
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
        let connection = connection::in_memory().map_err(|error| OpenError::Database {
            path: PathBuf::from(":memory:"),
            reason: error.to_string(),
        })?;
        Ok(Reading { connection })
    }

    /// Whether SQLite accepts a statement, and its error if not.
    pub(super) fn prepares(&self, sql: &str) -> Result<(), String> {
        let prepared = self.connection.prepare(sql);
        prepared.map(drop).map_err(|error| error.to_string())
    }
}

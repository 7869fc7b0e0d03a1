//! A connection that reads.

use std::path::Path;

use rusqlite::Connection;

use super::connection;
use crate::OpenError;

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

    /// Whether SQLite takes a statement, and what it says where it does not.
    pub(super) fn prepares(&self, sql: &str) -> Result<(), String> {
        let prepared = self.connection.prepare(sql);
        prepared.map(drop).map_err(|error| error.to_string())
    }
}

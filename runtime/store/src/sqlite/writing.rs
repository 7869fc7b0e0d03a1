//! The connection that writes.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicI32;

use rusqlite::Connection;

use super::connection;
use crate::Clock;

/// The connection that writes, and what its operations need beside it.
pub(crate) struct Writing {
    pub connection: Connection,
    /// What a `now()` default writes.
    pub clock: Arc<dyn Clock>,
    /// Pages in the log, as SQLite tells after each commit.
    pub wal_pages: Arc<AtomicI32>,
}

impl Writing {
    /// Opens the database at that path.
    pub(crate) fn open(path: &Path, clock: Arc<dyn Clock>) -> rusqlite::Result<Writing> {
        let wal_pages = Arc::new(AtomicI32::new(0));
        Ok(Writing {
            connection: connection::writing(path, wal_pages.clone())?,
            clock,
            wal_pages,
        })
    }
}

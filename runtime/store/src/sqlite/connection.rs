//! Connections, and the configuration of SQLite.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::{arithmetic, decimal, lists, texts};

/// How long to wait for a lock that is held by another program, such as a backup or an open shell.
const BUSY: Duration = Duration::from_secs(5);

/// The number of statements that are kept prepared; a program has about two for each of its steps.
const STATEMENTS: usize = 1024;

/// A connection that writes. SQLite does not checkpoint on its own: `wal_pages` is the length of
/// the WAL after the last commit, and an error during a checkpoint must be noticed.
pub(crate) fn writing(path: &Path, wal_pages: Arc<AtomicI32>) -> rusqlite::Result<Connection> {
    let mut connection = open(path)?;
    enlarge_cache(&connection)?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    // On macOS, fsync alone does not reach the disk; elsewhere this changes nothing.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.wal_hook(Some(move |_: &mut _, pages| {
        wal_pages.store(pages, Ordering::Relaxed);
        Ok(())
    }))?;
    Ok(connection)
}

/// A connection that only reads. It does not read the schema before its first statement, because
/// every connection keeps its own copy of the schema.
pub(crate) fn reading(path: &Path) -> rusqlite::Result<Connection> {
    let connection = open(path)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// A connection to an in-memory database.
pub(crate) fn in_memory() -> rusqlite::Result<Connection> {
    set_up(Connection::open_in_memory()?)
}

/// Lets the connection keep more pages in memory. This reads the schema.
pub(crate) fn enlarge_cache(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "cache_size", -16_000)
}

/// Frees the pages that the connection keeps in memory.
pub(crate) fn shrink(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA shrink_memory")
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    set_up(Connection::open(path)?)
}

fn set_up(connection: Connection) -> rusqlite::Result<Connection> {
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // A misspelt "name" is an error, not a text.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // Otherwise SQLite parses a statement again for other values if the value of a parameter, for
    // example one that is compared with an indexed column, could have influenced the query plan.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    arithmetic::register(&connection)?;
    decimal::register(&connection)?;
    lists::register(&connection)?;
    texts::register(&connection)?;
    Ok(connection)
}

//! Identifies the program that owns a database, and its format.

use rusqlite::Connection;

use super::error::SchemaError;
use super::known;

/// "FLOW", in the header of the file.
const APPLICATION: i64 = 0x464c_4f57;
/// The format of the data that the store keeps in addition to the collections.
const FORMAT: i64 = 1;

/// Whether the database is new. A database that is not ours, or that was written by a later
/// version, is refused.
pub(super) fn is_new(connection: &Connection) -> Result<bool, SchemaError> {
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get(0));
    let application: i64 = number("application_id")?;
    let format: i64 = number("user_version")?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, format, tables) {
        (APPLICATION, FORMAT, _) => Ok(false),
        (APPLICATION, found, _) => Err(SchemaError::Newer {
            found,
            known: FORMAT,
        }),
        (0, 0, 0) => Ok(true),
        _ => Err(SchemaError::Foreign),
    }
}

/// Marks a new database as ours.
pub(super) fn mark(connection: &Connection) -> Result<(), SchemaError> {
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.pragma_update(None, "user_version", FORMAT)?;
    known::create(connection)?;
    Ok(())
}

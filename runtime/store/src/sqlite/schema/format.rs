//! Whose database it is, and of which format.

use rusqlite::Transaction;

use super::error::SchemaError;
use super::known;

/// "FLOW", in the header of the file.
const APPLICATION: i64 = 0x464c_4f57;
/// The format of what the store keeps beside the collections.
const FORMAT: i64 = 1;

/// Marks a new database, and refuses one that is not ours or that comes from a later version.
pub(super) fn bring_up(transaction: &Transaction<'_>) -> Result<(), SchemaError> {
    let number = |pragma: &str| transaction.pragma_query_value(None, pragma, |row| row.get(0));
    let application: i64 = number("application_id")?;
    let format: i64 = number("user_version")?;
    let tables: i64 =
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, format, tables) {
        (APPLICATION, FORMAT, _) => Ok(()),
        (APPLICATION, found, _) => Err(SchemaError::Newer {
            found,
            known: FORMAT,
        }),
        (0, 0, 0) => {
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", FORMAT)?;
            known::create(transaction)?;
            Ok(())
        }
        _ => Err(SchemaError::Foreign),
    }
}

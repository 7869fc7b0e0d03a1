//! Why tables can't be brought up to a program.

use std::path::Path;

use crate::{OpenError, Refusal};

/// Why the tables can't be brought up.
pub(crate) enum SchemaError {
    /// The database is one of another program.
    Foreign,
    /// The database was written by a later version.
    Newer { found: i64, known: i64 },
    /// The rows don't fit the collections.
    Refused(Vec<Refusal>),
    /// SQLite fails.
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for SchemaError {
    fn from(error: rusqlite::Error) -> SchemaError {
        SchemaError::Sqlite(error)
    }
}

impl SchemaError {
    /// The same, of the database at that path.
    pub(crate) fn of_file(self, path: &Path) -> OpenError {
        let path = path.to_owned();
        match self {
            SchemaError::Foreign => OpenError::Foreign { path },
            SchemaError::Newer { found, known } => OpenError::Newer { path, found, known },
            SchemaError::Refused(refusals) => OpenError::Refused { refusals },
            SchemaError::Sqlite(error) => OpenError::Database {
                path,
                reason: error.to_string(),
            },
        }
    }
}

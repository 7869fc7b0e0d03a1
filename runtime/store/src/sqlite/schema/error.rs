//! Why tables cannot be migrated to a program.

use std::path::{Path, PathBuf};

use crate::{OpenError, Refusal, SchemaChange};

/// Why the tables cannot be migrated.
pub(crate) enum SchemaError {
    /// The database belongs to another program.
    Foreign,
    /// The database was written by a later version.
    Newer { found: i64, known: i64 },
    /// There are rows, but only rows of these collections, which are not declared.
    Unrelated(Vec<String>),
    /// The rows do not match the collections.
    Refused(Vec<Refusal>),
    /// Executions of the previous program could not continue with these changes.
    Breaking(Vec<SchemaChange>),
    /// SQLite failed.
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for SchemaError {
    fn from(error: rusqlite::Error) -> SchemaError {
        SchemaError::Sqlite(error)
    }
}

impl SchemaError {
    /// The same error, for the database at that path.
    pub(crate) fn of_file(self, path: &Path) -> OpenError {
        let path = path.to_owned();
        match self {
            SchemaError::Foreign => OpenError::Foreign { path },
            SchemaError::Newer { found, known } => OpenError::Newer { path, found, known },
            SchemaError::Unrelated(collections) => OpenError::Unrelated {
                path: path.parent().map_or_else(PathBuf::new, Path::to_owned),
                collections,
            },
            SchemaError::Refused(refusals) => OpenError::Refused { refusals },
            SchemaError::Breaking(changes) => OpenError::NeedsRestart { changes },
            SchemaError::Sqlite(error) => OpenError::Database {
                path,
                reason: error.to_string(),
            },
        }
    }
}

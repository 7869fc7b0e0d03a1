//! Why a store does not open.

use std::fmt;
use std::path::PathBuf;

use super::Refusal;

/// Why a store does not open. Nothing in the data directory has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The data directory can't be made or used.
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Another process has the data directory open.
    Locked {
        /// The directory.
        path: PathBuf,
    },
    /// The database is one of another program.
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The database was written by a later version.
    Newer {
        /// The file.
        path: PathBuf,
        /// The format of the file.
        found: i64,
        /// The last format that this version knows.
        known: i64,
    },
    /// The rows don't fit the collections of the program.
    Refused {
        /// Every reason.
        refusals: Vec<Refusal>,
    },
    /// SQLite fails on the file, or a thread can't be had.
    Database {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        reason: String,
    },
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Directory { path, reason } => write!(
                f,
                "the data directory {} can't be used: {reason}; name another, or let this user \
                 write there",
                path.display()
            ),
            OpenError::Locked { path } => write!(
                f,
                "the data directory {} is in use by another process; stop that one, or name \
                 another directory",
                path.display()
            ),
            OpenError::Foreign { path } => write!(
                f,
                "{} is a database of another program; move it away, or name another data directory",
                path.display()
            ),
            OpenError::Newer { path, found, known } => write!(
                f,
                "{} has format {found}, and this version knows formats up to {known}; use the \
                 version that wrote it, or a later one",
                path.display()
            ),
            OpenError::Refused { refusals } => {
                f.write_str("the rows in the store do not fit the collections of the program")?;
                refusals
                    .iter()
                    .try_for_each(|refusal| write!(f, "\n- {refusal}"))
            }
            OpenError::Database { path, reason } => {
                write!(f, "the database {} can't be used: {reason}", path.display())
            }
        }
    }
}

impl std::error::Error for OpenError {}

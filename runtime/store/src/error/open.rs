//! Why a store does not open.

use std::fmt;
use std::path::PathBuf;

use super::Refusal;
use crate::SchemaChange;

/// Why a store does not open. Nothing in the data directory has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The data directory cannot be created or used.
    Directory {
        /// The directory.
        path: PathBuf,
        /// The error reported by the system.
        reason: String,
    },
    /// Another process has the data directory open.
    Locked {
        /// The directory.
        path: PathBuf,
    },
    /// The database belongs to another program.
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
        /// The latest format that this version supports.
        known: i64,
    },
    /// The database is empty, although the directory has held rows.
    Emptied {
        /// The file.
        path: PathBuf,
    },
    /// There are rows, and the program declares none of their collections.
    Unrelated {
        /// The directory.
        path: PathBuf,
        /// The collections that have rows.
        collections: Vec<String>,
    },
    /// The rows do not match the collections of the program.
    Refused {
        /// Every reason.
        refusals: Vec<Refusal>,
    },
    /// The tables can be migrated only while no execution of the previous program is under way.
    NeedsRestart {
        /// The changes with which such an execution could not continue.
        changes: Vec<SchemaChange>,
    },
    /// SQLite fails on the file, or a thread cannot be spawned.
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
                "the data directory {} is in use by another process; stop it, or name \
                 another directory",
                path.display()
            ),
            OpenError::Foreign { path } => write!(
                f,
                "{} is the database of another program; move it away, or name another data directory",
                path.display()
            ),
            OpenError::Newer { path, found, known } => write!(
                f,
                "{} has format {found}, but this version supports formats up to {known}; use the \
                 version that wrote it, or a later one",
                path.display()
            ),
            OpenError::Emptied { path } => write!(
                f,
                "{} is empty, but contained tables before; restore it from a backup, or name another \
                 data directory",
                path.display()
            ),
            OpenError::Unrelated { path, collections } => write!(
                f,
                "the data directory {} contains rows of {}, but the program declares none of these \
                 collections: it seems to belong to another program; name another directory with \
                 --data. To delete the rows, drop each with `flowright migrate PATH --data DIR --drop \
                 COLLECTION --apply`",
                path.display(),
                Listed(collections)
            ),
            OpenError::Refused { refusals } => {
                f.write_str("the rows in the store do not match the collections of the program")?;
                refusals
                    .iter()
                    .try_for_each(|refusal| write!(f, "\n- {refusal}"))
            }
            OpenError::NeedsRestart { changes } => {
                f.write_str(
                    "the table changes are incompatible with executions in progress; restart the server \
                     to make them",
                )?;
                changes
                    .iter()
                    .try_for_each(|change| write!(f, "\n- {change}"))
            }
            OpenError::Database { path, reason } => {
                write!(f, "the database {} can't be used: {reason}", path.display())
            }
        }
    }
}

impl std::error::Error for OpenError {}

/// A few of the names, separated by commas.
struct Listed<'a>(&'a [String]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 5;
        let names: Vec<String> = self
            .0
            .iter()
            .take(SHOWN)
            .map(|name| format!("`{name}`"))
            .collect();
        f.write_str(&names.join(", "))?;
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

//! Why a step cannot be planned.

use std::fmt;

/// Why a step cannot be planned: the compiler's request does not match the collections that the
/// store was opened with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanError {
    /// There is no collection with that index.
    UnknownCollection {
        /// The index.
        collection: usize,
    },
    /// The collection has no field with that index.
    UnknownField {
        /// The collection.
        collection: Box<str>,
        /// The index.
        field: usize,
    },
    /// The collection has no `unique` with that index.
    UnknownUnique {
        /// The collection.
        collection: Box<str>,
        /// The index.
        unique: usize,
    },
    /// The store assigns `id`.
    WritesId {
        /// The collection.
        collection: Box<str>,
    },
    /// A field is written twice.
    WrittenTwice {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
    },
    /// A field without default is not written.
    NotWritten {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
    },
    /// An update that sets nothing.
    SetsNothing {
        /// The collection.
        collection: Box<str>,
    },
    /// SQLite rejects the statement.
    Rejected {
        /// The collection.
        collection: Box<str>,
        /// The error reported by SQLite.
        reason: String,
    },
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlanError::UnknownCollection { collection } => {
                write!(f, "no collection number {collection}")
            }
            PlanError::UnknownField { collection, field } => {
                write!(f, "`{collection}` has no field number {field}")
            }
            PlanError::UnknownUnique { collection, unique } => {
                write!(f, "`{collection}` has no `unique` number {unique}")
            }
            PlanError::WritesId { collection } => {
                write!(
                    f,
                    "`{collection}.id` is assigned by the store and can't be written"
                )
            }
            PlanError::WrittenTwice { collection, field } => {
                write!(f, "`{collection}.{field}` is written twice by one step")
            }
            PlanError::NotWritten { collection, field } => {
                write!(
                    f,
                    "`{collection}.{field}` has no default, but is not written"
                )
            }
            PlanError::SetsNothing { collection } => {
                write!(f, "an update of `{collection}` sets no field")
            }
            PlanError::Rejected { collection, reason } => {
                write!(f, "SQLite rejects a step on `{collection}`: {reason}")
            }
        }
    }
}

impl std::error::Error for PlanError {}

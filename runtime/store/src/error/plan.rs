//! Why a step can't be planned.

use std::fmt;

/// Why a step can't be planned: what the compiler asks for does not fit the collections that the
/// store was opened with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanError {
    /// There is no collection of that index.
    UnknownCollection {
        /// The index.
        collection: usize,
    },
    /// The collection has no field of that index.
    UnknownField {
        /// The collection.
        collection: Box<str>,
        /// The index.
        field: usize,
    },
    /// The collection has no `unique` of that index.
    UnknownUnique {
        /// The collection.
        collection: Box<str>,
        /// The index.
        unique: usize,
    },
    /// `id` is given by the store.
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
    /// SQLite does not take the statement.
    Rejected {
        /// The collection.
        collection: Box<str>,
        /// What SQLite says.
        reason: String,
    },
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlanError::UnknownCollection { collection } => {
                write!(f, "there is no collection number {collection}")
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
                    "`{collection}.id` is given by the store and can't be written"
                )
            }
            PlanError::WrittenTwice { collection, field } => {
                write!(f, "`{collection}.{field}` is written twice by one step")
            }
            PlanError::NotWritten { collection, field } => {
                write!(
                    f,
                    "`{collection}.{field}` has no default and is not written"
                )
            }
            PlanError::SetsNothing { collection } => {
                write!(f, "an update of `{collection}` sets no field")
            }
            PlanError::Rejected { collection, reason } => {
                write!(f, "SQLite does not take a step on `{collection}`: {reason}")
            }
        }
    }
}

impl std::error::Error for PlanError {}

//! Why the rows of a list were not written.

use std::fmt;

use rusqlite::Error;

/// Why the rows of a list were not written.
#[derive(Debug)]
pub(crate) enum ListError {
    /// One of them could not be written.
    Element {
        /// Its index.
        index: usize,
        /// Why.
        cause: Error,
    },
    /// What was written could not be undone, or not be kept.
    NotUndone(Error),
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ListError::Element { index, cause } => write!(f, "element {index}: {cause}"),
            ListError::NotUndone(cause) => write!(f, "the savepoint: {cause}"),
        }
    }
}

impl std::error::Error for ListError {}

impl From<ListError> for Error {
    fn from(error: ListError) -> Error {
        Error::UserFunctionError(Box::new(error))
    }
}

//! Why the rows of a list were not written.

use std::fmt;

use rusqlite::Error;

/// Why the rows of a list were not written.
#[derive(Debug)]
pub(crate) enum ListError {
    /// The row for one element could not be written.
    Element {
        /// Its index.
        index: usize,
        /// Why it could not be written.
        cause: Error,
    },
    /// The rows written so far could not be undone, or could not be kept.
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

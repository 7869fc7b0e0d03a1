//! Why a step fails.

use std::fmt;

use rusqlite::{Error, ErrorCode, ffi};

use crate::sqlite::arithmetic;
use crate::sqlite::plan::Breaches;

/// Why a step fails. Nothing of it has been written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepError {
    /// Another row has the same values in a `unique`.
    Conflict {
        /// The collection.
        collection: Box<str>,
        /// The fields of the `unique`.
        fields: Vec<Box<str>>,
    },
    /// The result of an arithmetic operation is not a number of its type.
    Overflow,
    /// A division or remainder by zero.
    DivisionByZero,
    /// A text, or the row, is larger than SQLite takes.
    TooLarge,
    /// The disk is full. The step may succeed when there is room.
    Full,
    /// The database can't be used.
    Unavailable {
        /// What went wrong.
        reason: Box<str>,
    },
    /// The store is closed, or closed while the step waited.
    Closed,
    /// The values do not fit the plan: a mistake of the caller.
    Misuse {
        /// What does not fit.
        reason: Box<str>,
    },
}

impl StepError {
    /// The language's code for it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            StepError::Conflict { .. } => "conflict",
            StepError::Overflow => "overflow",
            StepError::DivisionByZero => "division_by_zero",
            StepError::TooLarge => "too_large",
            StepError::Full | StepError::Unavailable { .. } | StepError::Closed => "unreachable",
            StepError::Misuse { .. } => "fail",
        }
    }

    /// What an error of SQLite means for the step that it stopped.
    pub(crate) fn of(error: &Error, breaches: &Breaches) -> StepError {
        let Error::SqliteFailure(failure, message) = error else {
            return StepError::Unavailable {
                reason: error.to_string().into(),
            };
        };
        match (failure.code, message.as_deref()) {
            (ErrorCode::Unknown, Some(arithmetic::OVERFLOW)) => StepError::Overflow,
            (ErrorCode::Unknown, Some(arithmetic::DIVISION_BY_ZERO)) => StepError::DivisionByZero,
            (ErrorCode::DiskFull, _) => StepError::Full,
            (ErrorCode::TooBig, _) => StepError::TooLarge,
            (ErrorCode::ConstraintViolation, message)
                if failure.extended_code == ffi::SQLITE_CONSTRAINT_UNIQUE =>
            {
                breaches.conflict(message.unwrap_or_default())
            }
            (ErrorCode::ConstraintViolation, _) => StepError::Misuse {
                reason: error.to_string().into(),
            },
            _ => StepError::Unavailable {
                reason: error.to_string().into(),
            },
        }
    }

    /// What an error of SQLite means for a transaction.
    pub(crate) fn of_transaction(error: &Error) -> StepError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StepError::Full,
            _ => StepError::Unavailable {
                reason: error.to_string().into(),
            },
        }
    }
}

impl fmt::Display for StepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StepError::Conflict { collection, fields } => {
                write!(
                    f,
                    "a row of `{collection}` has the same {}",
                    fields.join(", ")
                )
            }
            StepError::Overflow => f.write_str("the result is outside of the range of its type"),
            StepError::DivisionByZero => f.write_str("a division by zero"),
            StepError::TooLarge => f.write_str("the row is larger than the store takes"),
            StepError::Full => f.write_str("the disk of the store is full"),
            StepError::Unavailable { reason } => write!(f, "the store can't be used: {reason}"),
            StepError::Closed => f.write_str("the store is closed"),
            StepError::Misuse { reason } => write!(f, "the step does not fit its plan: {reason}"),
        }
    }
}

impl std::error::Error for StepError {}

//! Why a step fails.

use std::fmt;

/// Why a step fails. A step that fails has written nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepError {
    /// Another row has the same values in a `unique`.
    Conflict {
        /// The collection.
        collection: Box<str>,
        /// The fields of the `unique`.
        fields: Vec<Box<str>>,
    },
    /// A written row would refer to a row that does not exist.
    NoSuchRow {
        /// The fields of the collection that refer to rows, as `collection.field`; one of them
        /// refers to the missing row.
        fields: Vec<Box<str>>,
    },
    /// A row to be deleted is referred to by another row.
    ReferredTo {
        /// The collection.
        collection: Box<str>,
        /// The fields that may refer to it, as `collection.field`.
        fields: Vec<Box<str>>,
    },
    /// The result of an arithmetic operation is not a number of its type.
    Overflow,
    /// A division or remainder by zero.
    DivisionByZero,
    /// A text, or the row, exceeds SQLite's size limit.
    TooLarge,
    /// A `find` without a `limit` matches more rows than allowed.
    TooManyRows {
        /// The most rows allowed.
        most: usize,
    },
    /// The rows that a `find` matches are larger than allowed.
    RowsTooLarge {
        /// The most bytes allowed.
        most: usize,
    },
    /// A list has more elements than the number of rows that a step may write.
    ListTooLong {
        /// The most elements allowed.
        most: usize,
    },
    /// A list that a condition searches has more elements than allowed.
    TooManyValues {
        /// The most elements allowed.
        most: usize,
    },
    /// The row for one element of a list cannot be written, so no row of the list is written.
    InElement {
        /// The index of the element.
        index: usize,
        /// Why it cannot be written.
        error: Box<StepError>,
    },
    /// The disk is full. The step may succeed once there is space.
    Full,
    /// The database cannot be used.
    Unavailable {
        /// What went wrong.
        reason: Box<str>,
    },
    /// The store is closed, or was closed while the step waited.
    Closed,
    /// The values do not match the plan: a bug in the caller.
    Misuse {
        /// What does not match.
        reason: Box<str>,
    },
    /// A bug in the store. If it occurs in the commit rather than in the step, it is not known
    /// whether the step has been written.
    Internal {
        /// What went wrong.
        reason: Box<str>,
    },
}

impl StepError {
    /// The language's failure code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            StepError::Conflict { .. }
            | StepError::NoSuchRow { .. }
            | StepError::ReferredTo { .. } => "conflict",
            StepError::Overflow => "overflow",
            StepError::DivisionByZero => "division_by_zero",
            StepError::TooLarge
            | StepError::TooManyRows { .. }
            | StepError::RowsTooLarge { .. }
            | StepError::ListTooLong { .. }
            | StepError::TooManyValues { .. } => "too_large",
            StepError::InElement { error, .. } => error.code(),
            StepError::Full | StepError::Unavailable { .. } | StepError::Closed => "unreachable",
            StepError::Misuse { .. } => "fail",
            StepError::Internal { .. } => "internal",
        }
    }

    /// The error of a transaction that is lost because of the failure of one of its steps.
    pub(crate) fn of_transaction(self) -> StepError {
        match self {
            StepError::Full | StepError::Unavailable { .. } => self,
            StepError::Conflict { .. }
            | StepError::NoSuchRow { .. }
            | StepError::ReferredTo { .. }
            | StepError::Overflow
            | StepError::DivisionByZero
            | StepError::TooLarge
            | StepError::TooManyRows { .. }
            | StepError::RowsTooLarge { .. }
            | StepError::ListTooLong { .. }
            | StepError::TooManyValues { .. }
            | StepError::InElement { .. }
            | StepError::Closed
            | StepError::Misuse { .. }
            | StepError::Internal { .. } => StepError::Unavailable {
                reason: self.to_string().into(),
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
            StepError::NoSuchRow { fields } => write!(
                f,
                "`{}` refers to a row that does not exist",
                fields.join("` or `")
            ),
            StepError::ReferredTo { collection, fields } => write!(
                f,
                "a row of `{collection}` cannot be deleted, because `{}` refers to it",
                fields.join("` or `")
            ),
            StepError::Overflow => f.write_str("the result is outside of the range of its type"),
            StepError::DivisionByZero => f.write_str("a division by zero"),
            StepError::TooLarge => f.write_str("the row is too large for the store"),
            StepError::TooManyRows { most } => write!(
                f,
                "more than {most} rows match; limit the number with `limit`"
            ),
            StepError::RowsTooLarge { most } => write!(
                f,
                "the rows are larger than {} MB in total; limit the number with `limit`",
                most / 1_000_000
            ),
            StepError::ListTooLong { most } => write!(
                f,
                "the list has more than {most} elements; write it in parts, such as `list.chunk(1000)`"
            ),
            StepError::TooManyValues { most } => write!(
                f,
                "the list after `in` has more than {most} elements; search it in parts, such as `list.chunk(1000)`"
            ),
            StepError::InElement { index, error } => {
                write!(f, "at index {index} of the list: {error}")
            }
            StepError::Full => f.write_str("the disk of the store is full"),
            StepError::Unavailable { reason } => write!(f, "the store can't be used: {reason}"),
            StepError::Closed => f.write_str("the store is closed"),
            StepError::Misuse { reason } => write!(f, "the step does not fit its plan: {reason}"),
            StepError::Internal { reason } => write!(f, "bug in the store: {reason}"),
        }
    }
}

impl std::error::Error for StepError {}

//! The meaning of an SQLite error for a step and for a transaction.

use rusqlite::{Error, ErrorCode, ffi};

use super::arithmetic;
use super::list_error::ListError;
use super::plan::Breaches;
use super::statement::TooMuch;
use crate::StepError;
use crate::error::{Fault, Reach};

/// The fault that an error causes for the step in which it occurred.
pub(crate) fn of_step(error: &Error, breaches: &Breaches) -> Fault {
    Fault {
        error: step_error(error, breaches),
        reach: reach(error),
    }
}

/// The fault that an error causes for a transaction that could not begin or commit because of it.
pub(crate) fn of_transaction(error: &Error) -> Fault {
    let meaning = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StepError::Full,
        _ => unavailable(error),
    };
    Fault {
        error: meaning,
        reach: reach(error),
    }
}

fn step_error(error: &Error, breaches: &Breaches) -> StepError {
    if let Some(list) = of_list(error) {
        return match list {
            ListError::Element { index, cause } => StepError::InElement {
                index: *index,
                error: Box::new(step_error(cause, breaches)),
            },
            ListError::NotUndone(cause) => unavailable(cause),
        };
    }
    if let Error::UserFunctionError(error) = error
        && let Some(too_much) = error.downcast_ref::<TooMuch>()
    {
        return match *too_much {
            TooMuch::Rows { most } => StepError::TooManyRows { most },
            TooMuch::Bytes { most } => StepError::RowsTooLarge { most },
        };
    }
    let Error::SqliteFailure(failure, message) = error else {
        return unavailable(error);
    };
    match (failure.code, message.as_deref()) {
        (ErrorCode::Unknown, Some(arithmetic::OVERFLOW | arithmetic::SUM_OVERFLOW)) => {
            StepError::Overflow
        }
        (ErrorCode::Unknown, Some(arithmetic::DIVISION_BY_ZERO)) => StepError::DivisionByZero,
        (ErrorCode::DiskFull, _) => StepError::Full,
        (ErrorCode::TooBig, _) => StepError::TooLarge,
        (ErrorCode::ConstraintViolation, message)
            if failure.extended_code == ffi::SQLITE_CONSTRAINT_UNIQUE =>
        {
            breaches.conflict(message.unwrap_or_default())
        }
        (ErrorCode::ConstraintViolation, _)
            if failure.extended_code == ffi::SQLITE_CONSTRAINT_FOREIGNKEY =>
        {
            breaches.reference()
        }
        (ErrorCode::ConstraintViolation, _) => StepError::Misuse {
            reason: error.to_string().into(),
        },
        _ => unavailable(error),
    }
}

fn unavailable(error: &Error) -> StepError {
    StepError::Unavailable {
        reason: error.to_string().into(),
    }
}

/// The error of a step that writes the rows of a list.
fn of_list(error: &Error) -> Option<&ListError> {
    match error {
        Error::UserFunctionError(error) => error.downcast_ref(),
        _ => None,
    }
}

fn reach(error: &Error) -> Reach {
    match of_list(error) {
        Some(ListError::Element { index: _, cause }) => return reach(cause),
        Some(ListError::NotUndone(cause)) => {
            return match reach(cause) {
                Reach::Operation => Reach::Transaction,
                further => further,
            };
        }
        None => {}
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            Reach::Disk {
                cause: error.to_string().into(),
            }
        }
        _ => Reach::Operation,
    }
}

//! Checked arithmetic for SQLite, which by default turns an overflow into a float and a division by
//! zero into null.
//!
//! Invariant: a result is a 64-bit integer, a finite float, the text of a decimal or null, or the statement fails.

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::query::Arithmetic;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Error, ffi};

/// SQLite's error for a statement in which a result overflowed.
pub(crate) const OVERFLOW: &str = "flowright: overflow";
/// SQLite's own error for a `sum` of integers that overflows.
pub(crate) const SUM_OVERFLOW: &str = "integer overflow";
/// SQLite's error for a statement that divided by zero.
pub(crate) const DIVISION_BY_ZERO: &str = "flowright: division by zero";

const ALL: [Arithmetic; 5] = [
    Arithmetic::Add,
    Arithmetic::Subtract,
    Arithmetic::Multiply,
    Arithmetic::Divide,
    Arithmetic::Remainder,
];

/// The SQL function that computes an operation.
pub(crate) fn function(operation: Arithmetic) -> &'static str {
    match operation {
        Arithmetic::Add => "flowright_add",
        Arithmetic::Subtract => "flowright_subtract",
        Arithmetic::Multiply => "flowright_multiply",
        Arithmetic::Divide => "flowright_divide",
        Arithmetic::Remainder => "flowright_remainder",
    }
}

/// Registers the functions on a connection.
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    for operation in ALL {
        // Not DETERMINISTIC: SQLite evaluates calls to deterministic functions with constant
        // arguments before reading any row, but a call that would fail must not be made if a
        // condition to its left rules it out.
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
        connection.create_scalar_function(
            function(operation),
            2,
            flags,
            move |arguments| match (arguments.get_raw(0), arguments.get_raw(1)) {
                (ValueRef::Null, _) | (_, ValueRef::Null) => Ok(Value::Null),
                (ValueRef::Integer(left), ValueRef::Integer(right)) => {
                    integers(operation, left, right).map(Value::Integer)
                }
                (ValueRef::Real(left), ValueRef::Real(right)) => {
                    floats(operation, left, right).map(Value::Real)
                }
                // Decimals are stored as text; an int is converted if the other operand is a
                // decimal.
                (left @ ValueRef::Text(_), right @ (ValueRef::Text(_) | ValueRef::Integer(_)))
                | (left @ ValueRef::Integer(_), right @ ValueRef::Text(_)) => {
                    decimals(operation, left, right).map(Value::Text)
                }
                _ => Err(failure(
                    "flowright: arithmetic on values that are not of one type",
                )),
            },
        )?;
    }
    Ok(())
}

fn integers(operation: Arithmetic, left: i64, right: i64) -> rusqlite::Result<i64> {
    let result = match operation {
        Arithmetic::Add => left.checked_add(right),
        Arithmetic::Subtract => left.checked_sub(right),
        Arithmetic::Multiply => left.checked_mul(right),
        Arithmetic::Divide | Arithmetic::Remainder if right == 0 => {
            return Err(failure(DIVISION_BY_ZERO));
        }
        Arithmetic::Divide => left.checked_div(right),
        // The remainder by -1 is 0 for every integer; only the quotient can overflow.
        Arithmetic::Remainder => Some(left.wrapping_rem(right)),
    };
    result.ok_or_else(|| failure(OVERFLOW))
}

fn floats(operation: Arithmetic, left: f64, right: f64) -> rusqlite::Result<f64> {
    let result = match operation {
        Arithmetic::Add => left + right,
        Arithmetic::Subtract => left - right,
        Arithmetic::Multiply => left * right,
        Arithmetic::Divide | Arithmetic::Remainder if right == 0.0 => {
            return Err(failure(DIVISION_BY_ZERO));
        }
        Arithmetic::Divide => left / right,
        Arithmetic::Remainder => left % right,
    };
    if result.is_finite() {
        Ok(result)
    } else {
        Err(failure(OVERFLOW))
    }
}

fn decimals(
    operation: Arithmetic,
    left: ValueRef<'_>,
    right: ValueRef<'_>,
) -> rusqlite::Result<String> {
    let number = |value: ValueRef<'_>| match value {
        ValueRef::Integer(int) => Ok(Decimal::from(int)),
        text => text
            .as_str()
            .ok()
            .and_then(Decimal::parse)
            .ok_or_else(|| failure("flowright: arithmetic on a text that is not a decimal")),
    };
    let result = Decimal::arithmetic(operation, number(left)?, number(right)?);
    match result {
        Ok(result) => Ok(result.to_string()),
        Err(failure) => Err(failed(&failure)),
    }
}

/// A failure of decimal arithmetic as an error of a statement.
pub(super) fn failed(cause: &Failure) -> Error {
    failure(match cause.code {
        FailureCode::DivisionByZero => DIVISION_BY_ZERO,
        _ => OVERFLOW,
    })
}

/// A result that overflowed.
pub(crate) fn overflow() -> Error {
    failure(OVERFLOW)
}

pub(super) fn failure(message: &str) -> Error {
    Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_ERROR), Some(message.to_owned()))
}

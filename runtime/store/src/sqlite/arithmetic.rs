//! Checked arithmetic for SQLite, which by itself turns an overflow into a float and a division by
//! zero into null.
//!
//! Invariant: a result is an integer of 64 bits, a finite float or null, or the statement fails.

use flowright_stdlib::query::Arithmetic;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Error, ffi};

/// What SQLite reports of a statement in which a result did not fit.
pub(crate) const OVERFLOW: &str = "flowright: overflow";
/// What SQLite reports by itself where a `sum` of integers does not fit.
pub(crate) const SUM_OVERFLOW: &str = "integer overflow";
/// What SQLite reports of a statement that divided by zero.
pub(crate) const DIVISION_BY_ZERO: &str = "flowright: division by zero";

const ALL: [Arithmetic; 5] = [
    Arithmetic::Add,
    Arithmetic::Subtract,
    Arithmetic::Multiply,
    Arithmetic::Divide,
    Arithmetic::Remainder,
];

/// The SQL function that computes it.
pub(crate) fn function(operation: Arithmetic) -> &'static str {
    match operation {
        Arithmetic::Add => "flowright_add",
        Arithmetic::Subtract => "flowright_subtract",
        Arithmetic::Multiply => "flowright_multiply",
        Arithmetic::Divide => "flowright_divide",
        Arithmetic::Remainder => "flowright_remainder",
    }
}

/// Makes the functions known to a connection.
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    for operation in ALL {
        // Not DETERMINISTIC: SQLite computes constant calls of such functions ahead of the row, and
        // a call that would fail must not be made where a condition to its left rules it out.
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
        // The remainder by -1 is 0 for every integer; only the quotient may not fit.
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

/// A result that did not fit.
pub(crate) fn overflow() -> Error {
    failure(OVERFLOW)
}

fn failure(message: &str) -> Error {
    Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_ERROR), Some(message.to_owned()))
}

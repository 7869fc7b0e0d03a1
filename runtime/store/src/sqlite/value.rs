//! Converts values to and from SQLite.

use flowright_stdlib::decimal::Decimal;
use rusqlite::types::{FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};

use super::lists;
use crate::Datum;
use crate::column::Kind;

impl ToSql for Datum {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Datum::Null => ValueRef::Null,
            Datum::Bool(value) => ValueRef::Integer(i64::from(*value)),
            Datum::Int(value)
            | Datum::Time(value)
            | Datum::Date(value)
            | Datum::Duration(value) => ValueRef::Integer(*value),
            Datum::Float(value) => ValueRef::Real(*value),
            Datum::Text(value) | Datum::Json(value) => ValueRef::Text(value.as_bytes()),
            Datum::Bytes(value) => ValueRef::Blob(value),
            Datum::Decimal(value) => {
                return Ok(ToSqlOutput::Owned(Value::Text(value.to_string())));
            }
            Datum::List(values) => {
                let text = lists::written(values).ok_or(rusqlite::Error::InvalidQuery)?;
                return Ok(ToSqlOutput::Owned(Value::Text(text)));
            }
        }))
    }
}

/// The value that a later read returns: SQLite does not store the sign of a zero.
pub(super) fn stored(datum: &Datum) -> Datum {
    match datum {
        Datum::Float(value) => Datum::Float(value + 0.0),
        other => other.clone(),
    }
}

/// Reads a value from SQLite. An error means that another program has changed the file.
pub(super) fn read(kind: Kind, value: ValueRef<'_>) -> FromSqlResult<Datum> {
    match (kind, value) {
        (_, ValueRef::Null) => Ok(Datum::Null),
        (Kind::Bool, ValueRef::Integer(value)) => Ok(Datum::Bool(value != 0)),
        (Kind::Int, ValueRef::Integer(value)) => Ok(Datum::Int(value)),
        (Kind::Time, ValueRef::Integer(value)) => Ok(Datum::Time(value)),
        (Kind::Date, ValueRef::Integer(value)) => Ok(Datum::Date(value)),
        (Kind::Duration, ValueRef::Integer(value)) => Ok(Datum::Duration(value)),
        (Kind::Float, ValueRef::Real(value)) => Ok(Datum::Float(value)),
        (Kind::Decimal, value @ ValueRef::Text(_)) => Decimal::parse(value.as_str()?)
            .map(Datum::Decimal)
            .ok_or(FromSqlError::InvalidType),
        (Kind::Text, value @ ValueRef::Text(_)) => Ok(Datum::Text(value.as_str()?.into())),
        (Kind::Bytes, ValueRef::Blob(value)) => Ok(Datum::Bytes(value.into())),
        (Kind::Json, value @ ValueRef::Text(_)) => Ok(Datum::Json(value.as_str()?.into())),
        (Kind::List(element), value @ ValueRef::Text(_)) => lists::read(element, value.as_str()?)
            .map(Datum::List)
            .ok_or(FromSqlError::InvalidType),
        _ => Err(FromSqlError::InvalidType),
    }
}

/// The type of a column in a STRICT table, with its [order](super::decimal).
pub(super) fn storage(kind: Kind) -> &'static str {
    match kind {
        Kind::Bool | Kind::Int | Kind::Time | Kind::Date | Kind::Duration => "INTEGER",
        Kind::Float => "REAL",
        Kind::Decimal => "TEXT COLLATE flowright_decimal",
        Kind::Text | Kind::Json | Kind::List(_) => "TEXT",
        Kind::Bytes => "BLOB",
    }
}

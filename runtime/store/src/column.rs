//! What a column holds, and how its values cross the border to SQLite.

use flowright_stdlib::types::Type;
use rusqlite::types::{FromSqlError, FromSqlResult, ValueRef};
use serde::{Deserialize, Serialize};

use crate::Datum;

/// The values that a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Bool,
    Int,
    Float,
    Text,
    Time,
}

/// A kind, and whether null is among the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub kind: Kind,
    pub nullable: bool,
}

impl Column {
    /// The column for a field of that type, if there is one.
    pub(crate) fn of(ty: &Type) -> Option<Column> {
        let kind = match ty.without_null() {
            Type::Bool => Kind::Bool,
            Type::Int => Kind::Int,
            Type::Float => Kind::Float,
            Type::Text | Type::Literals(_) => Kind::Text,
            Type::Time => Kind::Time,
            _ => return None,
        };
        Some(Column {
            kind,
            nullable: ty.is_nullable(),
        })
    }

    /// Whether the column takes that value.
    pub(crate) fn takes(self, datum: &Datum) -> bool {
        match (self.kind, datum) {
            (_, Datum::Null) => self.nullable,
            (Kind::Float, Datum::Float(value)) => value.is_finite(),
            (Kind::Bool, Datum::Bool(_))
            | (Kind::Int, Datum::Int(_))
            | (Kind::Text, Datum::Text(_))
            | (Kind::Time, Datum::Time(_)) => true,
            _ => false,
        }
    }
}

impl Kind {
    /// The type of the column in a STRICT table.
    pub(crate) fn sql(self) -> &'static str {
        match self {
            Kind::Bool | Kind::Int | Kind::Time => "INTEGER",
            Kind::Float => "REAL",
            Kind::Text => "TEXT",
        }
    }

    /// Reads what SQLite holds. An error means that the file was changed by someone else.
    pub(crate) fn read(self, value: ValueRef<'_>) -> FromSqlResult<Datum> {
        match (self, value) {
            (_, ValueRef::Null) => Ok(Datum::Null),
            (Kind::Bool, ValueRef::Integer(value)) => Ok(Datum::Bool(value != 0)),
            (Kind::Int, ValueRef::Integer(value)) => Ok(Datum::Int(value)),
            (Kind::Time, ValueRef::Integer(value)) => Ok(Datum::Time(value)),
            (Kind::Float, ValueRef::Real(value)) => Ok(Datum::Float(value)),
            (Kind::Text, value @ ValueRef::Text(_)) => Ok(Datum::Text(value.as_str()?.into())),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

//! The values of a column.

use flowright_stdlib::types::Type;
use serde::{Deserialize, Serialize};

use crate::Datum;

/// The values of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Bool,
    Int,
    Float,
    Decimal,
    Text,
    Time,
    Date,
    Duration,
    Bytes,
}

/// A kind, and whether null is one of the values.
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
            Type::Decimal => Kind::Decimal,
            Type::Text | Type::Literals(_) => Kind::Text,
            Type::Time => Kind::Time,
            Type::Date => Kind::Date,
            Type::Duration => Kind::Duration,
            Type::Bytes => Kind::Bytes,
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
            | (Kind::Decimal, Datum::Decimal(_))
            | (Kind::Text, Datum::Text(_))
            | (Kind::Time, Datum::Time(_))
            | (Kind::Date, Datum::Date(_))
            | (Kind::Duration, Datum::Duration(_))
            | (Kind::Bytes, Datum::Bytes(_)) => true,
            _ => false,
        }
    }
}

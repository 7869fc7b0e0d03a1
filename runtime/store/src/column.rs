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
    Json,
    List(Element),
}

/// The elements of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Element {
    Bool,
    Int,
    Float,
    Decimal,
    Text,
    Time,
    Date,
    Duration,
}

/// A kind, and whether null is allowed.
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
            Type::Json => Kind::Json,
            Type::List(element) => Kind::List(Element::of(element)?),
            _ => return None,
        };
        Some(Column {
            kind,
            nullable: ty.is_nullable(),
        })
    }

    /// Whether the column can hold that value.
    pub(crate) fn takes(self, datum: &Datum) -> bool {
        match datum {
            Datum::Null => self.nullable,
            value => self.kind.takes(value),
        }
    }
}

impl Element {
    fn of(ty: &Type) -> Option<Element> {
        Some(match ty {
            Type::Bool => Element::Bool,
            Type::Int => Element::Int,
            Type::Float => Element::Float,
            Type::Decimal => Element::Decimal,
            Type::Text | Type::Literals(_) => Element::Text,
            Type::Time => Element::Time,
            Type::Date => Element::Date,
            Type::Duration => Element::Duration,
            _ => return None,
        })
    }

    /// The kind of a column that holds such elements as its values.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Element::Bool => Kind::Bool,
            Element::Int => Kind::Int,
            Element::Float => Kind::Float,
            Element::Decimal => Kind::Decimal,
            Element::Text => Kind::Text,
            Element::Time => Kind::Time,
            Element::Date => Kind::Date,
            Element::Duration => Kind::Duration,
        }
    }
}

impl Kind {
    /// Whether a column of this kind can hold the value. Null, which an optional column can also
    /// hold, is not considered.
    fn takes(self, datum: &Datum) -> bool {
        match (self, datum) {
            (Kind::List(element), Datum::List(values)) => {
                values.iter().all(|value| element.kind().takes(value))
            }
            (Kind::Float, Datum::Float(value)) => value.is_finite(),
            (Kind::Bool, Datum::Bool(_))
            | (Kind::Int, Datum::Int(_))
            | (Kind::Decimal, Datum::Decimal(_))
            | (Kind::Text, Datum::Text(_))
            | (Kind::Time, Datum::Time(_))
            | (Kind::Date, Datum::Date(_))
            | (Kind::Duration, Datum::Duration(_))
            | (Kind::Bytes, Datum::Bytes(_))
            | (Kind::Json, Datum::Json(_)) => true,
            _ => false,
        }
    }
}

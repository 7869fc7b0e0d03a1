//! One value of a row.

use flowright_stdlib::schema::Constant;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

/// The values of the fields that were asked for, in the order in which they were asked for.
pub type Row = Vec<Datum>;

/// A value of a field, or a value given with a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// `null`.
    Null,
    /// A bool.
    Bool(bool),
    /// An int.
    Int(i64),
    /// A finite float.
    Float(f64),
    /// A text or a literal.
    Text(Box<str>),
    /// A time, in microseconds since 1970.
    Time(i64),
}

impl Datum {
    /// The value as it is read back: SQLite keeps no sign of a zero.
    pub(crate) fn stored(&self) -> Datum {
        match self {
            Datum::Float(value) => Datum::Float(value + 0.0),
            other => other.clone(),
        }
    }
}

impl From<&Constant> for Datum {
    fn from(constant: &Constant) -> Datum {
        match constant {
            Constant::Null => Datum::Null,
            Constant::Bool(value) => Datum::Bool(*value),
            Constant::Int(value) => Datum::Int(*value),
            Constant::Float(value) => Datum::Float(*value),
            Constant::Text(value) => Datum::Text(value.clone()),
        }
    }
}

impl ToSql for Datum {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Datum::Null => ValueRef::Null,
            Datum::Bool(value) => ValueRef::Integer(i64::from(*value)),
            Datum::Int(value) | Datum::Time(value) => ValueRef::Integer(*value),
            Datum::Float(value) => ValueRef::Real(*value),
            Datum::Text(value) => ValueRef::Text(value.as_bytes()),
        }))
    }
}

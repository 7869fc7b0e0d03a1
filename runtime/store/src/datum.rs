//! One value of a row.

use flowright_stdlib::schema::Constant;

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

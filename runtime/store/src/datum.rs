//! One value of a row.

use flowright_stdlib::codec::{CodecError, Decode, Decoder, Encode, Encoder};
use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::schema::Constant;

/// The values of the requested fields, in the order requested.
pub type Row = Vec<Datum>;

/// A value of a field, or a value supplied with a step.
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
    /// A decimal.
    Decimal(Decimal),
    /// A duration, in microseconds.
    Duration(i64),
    /// A list, or the values of a record in the order of its fields. A column holds lists of values
    /// of one type.
    List(Vec<Datum>),
    /// Bytes.
    Bytes(Box<[u8]>),
    /// A date, in days since 1970.
    Date(i64),
    /// The text of a JSON value.
    Json(Box<str>),
}

impl From<&[Constant]> for Datum {
    fn from(constants: &[Constant]) -> Datum {
        Datum::List(constants.iter().map(Datum::from).collect())
    }
}

impl From<&Constant> for Datum {
    fn from(constant: &Constant) -> Datum {
        match constant {
            Constant::Null => Datum::Null,
            Constant::Bool(value) => Datum::Bool(*value),
            Constant::Int(value) => Datum::Int(*value),
            Constant::Float(value) => Datum::Float(*value),
            Constant::Decimal(value) => Datum::Decimal(*value),
            Constant::Time(value) => Datum::Time(*value),
            Constant::Date(value) => Datum::Date(*value),
            Constant::Duration(value) => Datum::Duration(*value),
            Constant::Text(value) => Datum::Text(value.clone()),
        }
    }
}

impl Datum {
    /// Its memory use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let content = match self {
            Datum::Text(text) | Datum::Json(text) => text.len(),
            Datum::List(values) => values.iter().map(Datum::bytes).sum(),
            Datum::Bytes(octets) => octets.len(),
            Datum::Null
            | Datum::Bool(_)
            | Datum::Int(_)
            | Datum::Float(_)
            | Datum::Time(_)
            | Datum::Decimal(_)
            | Datum::Duration(_)
            | Datum::Date(_) => 0,
        };
        content.saturating_add(size_of::<Datum>())
    }
}

// Variant numbers are part of the format, so a number is never reused for another variant.

impl Encode for Datum {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        match self {
            Datum::Null => encoder.octet(0),
            Datum::Bool(value) => {
                encoder.octet(1)?;
                value.encode(encoder)
            }
            Datum::Int(value) => {
                encoder.octet(2)?;
                value.encode(encoder)
            }
            Datum::Float(value) => {
                encoder.octet(3)?;
                value.encode(encoder)
            }
            Datum::Text(value) => {
                encoder.octet(4)?;
                value.encode(encoder)
            }
            Datum::Time(value) => {
                encoder.octet(5)?;
                value.encode(encoder)
            }
            Datum::Decimal(value) => {
                encoder.octet(6)?;
                encoder.decimal(*value)
            }
            Datum::Duration(value) => {
                encoder.octet(7)?;
                value.encode(encoder)
            }
            Datum::Bytes(octets) => {
                encoder.octet(8)?;
                encoder.octets(octets)
            }
            Datum::Date(value) => {
                encoder.octet(9)?;
                value.encode(encoder)
            }
            Datum::List(values) => {
                encoder.octet(10)?;
                encoder.nested(|encoder| values.encode(encoder))
            }
            Datum::Json(text) => {
                encoder.octet(11)?;
                text.encode(encoder)
            }
        }
    }
}

impl Decode for Datum {
    fn decode(decoder: &mut Decoder<'_>) -> Result<Datum, CodecError> {
        let at = decoder.at();
        Ok(match decoder.octet()? {
            0 => Datum::Null,
            1 => Datum::Bool(Decode::decode(decoder)?),
            2 => Datum::Int(Decode::decode(decoder)?),
            3 => Datum::Float(Decode::decode(decoder)?),
            4 => Datum::Text(Decode::decode(decoder)?),
            5 => Datum::Time(Decode::decode(decoder)?),
            6 => Datum::Decimal(decoder.decimal()?),
            7 => Datum::Duration(Decode::decode(decoder)?),
            8 => Datum::Bytes(decoder.octets()?.into()),
            9 => Datum::Date(Decode::decode(decoder)?),
            10 => Datum::List(decoder.nested(Decode::decode)?),
            11 => Datum::Json(Decode::decode(decoder)?),
            12..=u8::MAX => return Err(CodecError::Tag { at }),
        })
    }
}

//! The output of a step on rows.

use flowright_stdlib::codec::{CodecError, Decode, Decoder, Encode, Encoder};

use crate::{Datum, Row};

/// The output of a step on rows.
#[derive(Clone, Debug, PartialEq)]
pub enum RowOutput {
    /// The row that was written.
    Written(WrittenRow),
    /// The rows that were written, in the order of their list.
    AllWritten(Vec<WrittenRow>),
    /// The row that was found.
    Found(Option<Row>),
    /// The rows that were found, in order.
    Rows(Vec<Row>),
    /// The value computed from a field.
    Value(Datum),
    /// The different values of a field, in order.
    Values(Vec<Datum>),
    /// How many rows were changed or counted.
    Count(u64),
}

/// A row that a step has written, or has left alone because of its condition.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenRow {
    /// The requested fields.
    pub row: Row,
    /// Whether the step created it.
    pub created: bool,
    /// Whether the step created it or set its fields.
    pub changed: bool,
}

impl Encode for WrittenRow {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        let WrittenRow {
            row,
            created,
            changed,
        } = self;
        row.encode(encoder)?;
        created.encode(encoder)?;
        changed.encode(encoder)
    }
}

impl Decode for WrittenRow {
    fn decode(decoder: &mut Decoder<'_>) -> Result<WrittenRow, CodecError> {
        Ok(WrittenRow {
            row: Decode::decode(decoder)?,
            created: Decode::decode(decoder)?,
            changed: Decode::decode(decoder)?,
        })
    }
}

//! From values in memory to bytes.

use std::sync::Arc;

use super::kind::{Kind, visited};
use super::written::Written;
use crate::codec::encoder::Encoder;
use crate::codec::error::CodecError;
use crate::memory::{Value, View};
use crate::types::{Type, memory_words};

impl Encoder {
    /// Writes a value in memory. Data that it shares internally is written once.
    ///
    /// # Errors
    /// If its type has no encoding, it points outside memory, or it is too large.
    pub fn value(&mut self, value: &View<'_>) -> Result<(), CodecError> {
        self.values([*value])
    }

    /// Writes values in memory. Data that they share is written once;
    /// [`Decoder::values`](crate::codec::Decoder::values) reads them.
    ///
    /// # Errors
    /// As for [`value`](Self::value).
    pub fn values<'v>(
        &mut self,
        values: impl IntoIterator<Item = View<'v>>,
    ) -> Result<(), CodecError> {
        let mut scope = Scope::default();
        for view in values {
            let value = Value::in_memory(view.context(), view.ty(), view.address())?;
            scope.write(self, value)?;
        }
        Ok(())
    }
}

/// A group of values that may share texts and lists.
///
/// The memory of all these values is borrowed for the lifetime of this value, so the meaning of an
/// address cannot change.
#[derive(Default)]
struct Scope {
    written: Written,
}

impl Scope {
    fn write(&mut self, out: &mut Encoder, value: Value<'_>) -> Result<(), CodecError> {
        match value.ty() {
            Type::Error | Type::Never => Err(CodecError::Unencodable(value.ty().clone())),
            Type::Null => Ok(()),
            Type::Bool => out.bool(value.word(0)? != 0),
            Type::Int | Type::Time | Type::Date | Type::Duration => {
                out.int(value.word(0)?.cast_signed())
            }
            Type::Float => out.float(f64::from_bits(value.word(0)?)),
            Type::Decimal => out.decimal(value.decimal()?),
            Type::Secret => out.hole(),
            Type::Text => self.octets(out, Kind::Text, value, value.text()?.as_bytes()),
            Type::Literals(texts) => {
                let text = value.text()?;
                if !texts.contains(text) {
                    return Err(CodecError::NotLiteral(text.into()));
                }
                self.octets(out, Kind::Text, value, text.as_bytes())
            }
            Type::Bytes => self.octets(out, Kind::Bytes, value, value.bytes()?),
            Type::Json => self.octets(out, Kind::Json, value, value.bytes()?),
            Type::Optional(inner) => {
                let inner = value.optional(inner)?;
                out.bool(inner.is_some())?;
                match inner {
                    Some(inner) => out.nested(|out| self.write(out, inner)),
                    None => Ok(()),
                }
            }
            Type::Record(record) => {
                let fields = value.fields(record.fields.iter().map(|field| &field.ty))?;
                out.nested(|out| self.write_all(out, fields))
            }
            Type::Union(union) => {
                let (index, record) = value.variant(union)?;
                out.unsigned(index as u64)?;
                out.nested(|out| self.write(out, record))
            }
            Type::List(element) => self.list(out, value, element),
            Type::Map(of) => {
                let kind = Kind::Map(Arc::clone(of));
                if self.begin(out, kind, value, value.word(1)?)? {
                    let entries = value.entries(of)?;
                    out.nested(|out| self.write_all(out, entries.flatten()))?;
                }
                Ok(())
            }
            Type::Headers => {
                let count = value.word(1)?;
                if self.begin(out, Kind::Headers, value, count)? {
                    let texts = value.headers()?;
                    out.nested(|out| self.write_all(out, texts))?;
                }
                Ok(())
            }
        }
    }

    fn write_all<'v>(
        &mut self,
        out: &mut Encoder,
        mut values: impl Iterator<Item = Value<'v>>,
    ) -> Result<(), CodecError> {
        values.try_for_each(|value| self.write(out, value))
    }

    fn list(
        &mut self,
        out: &mut Encoder,
        value: Value<'_>,
        element: &Arc<Type>,
    ) -> Result<(), CodecError> {
        let elements = value.elements(element)?;
        let count = elements.len();
        let kind = Kind::List(Arc::clone(element));
        // Elements without words may have any address, so the address of such a list identifies
        // nothing.
        let fresh = if memory_words(element) == 0 {
            out.unsigned((count as u64) << 1)?;
            true
        } else {
            self.begin(out, kind, value, count as u64)?
        };
        if fresh {
            let elements = elements.take(visited(element, count));
            out.nested(|out| self.write_all(out, elements))?;
        }
        Ok(())
    }

    fn octets(
        &mut self,
        out: &mut Encoder,
        kind: Kind,
        value: Value<'_>,
        octets: &[u8],
    ) -> Result<(), CodecError> {
        if self.begin(out, kind, value, octets.len() as u64)? {
            out.raw(octets)?;
        }
        Ok(())
    }

    /// Writes the length of a value that has an address and a length, or a reference to an earlier
    /// occurrence. Returns whether its content must follow.
    fn begin(
        &mut self,
        out: &mut Encoder,
        kind: Kind,
        value: Value<'_>,
        length: u64,
    ) -> Result<bool, CodecError> {
        if length > 0 {
            let words = [value.word(0)?, value.word(1)?];
            if let Some(index) = self.written.find(words, &kind) {
                out.unsigned((index as u64) << 1 | 1)?;
                return Ok(false);
            }
            self.written.push(words, kind);
        }
        out.unsigned(length << 1)?;
        Ok(true)
    }
}

//! Values in memory, read according to their type.

use super::Context;
use crate::decimal::Decimal;
use crate::failure::Failure;
use crate::types::{
    KEY_WORDS, RecordLayout, RecordType, Type, VARIANT_WORDS, entry_words, memory_words,
};

/// A value of a known type in an execution's memory.
#[derive(Clone, Copy)]
pub struct View<'a> {
    context: &'a Context,
    address: u64,
    ty: &'a Type,
}

impl<'a> View<'a> {
    /// The value of type `ty` whose first word is at `address`.
    #[must_use]
    pub fn new(context: &'a Context, address: u64, ty: &'a Type) -> View<'a> {
        View {
            context,
            address,
            ty,
        }
    }

    /// The address of its first word.
    #[must_use]
    pub fn address(&self) -> u64 {
        self.address
    }

    /// Its type.
    #[must_use]
    pub fn ty(&self) -> &'a Type {
        self.ty
    }

    /// The memory that contains it.
    pub(crate) fn context(&self) -> &'a Context {
        self.context
    }

    /// The maximum number of bytes that a value can have without sharing: the size of the
    /// execution's memory and of the body of its request.
    #[must_use]
    pub fn most_octets(&self) -> usize {
        let body = self.context.body().len();
        self.context.memory().saturating_add(body)
    }

    /// Its first two words: an address and a length.
    pub(crate) fn pair(&self) -> Result<[u64; 2], Failure> {
        Ok([self.word(0)?, self.word(1)?])
    }

    /// One of its words.
    ///
    /// # Errors
    /// `internal` if it is outside memory; the same applies to all readers here.
    pub fn word(&self, offset: u32) -> Result<u64, Failure> {
        self.context.load(self.address, offset)
    }

    /// As a bool.
    pub fn bool(&self) -> Result<bool, Failure> {
        Ok(self.word(0)? != 0)
    }

    /// As an int, a time in microseconds since 1970, or a duration in microseconds.
    pub fn int(&self) -> Result<i64, Failure> {
        Ok(self.word(0)?.cast_signed())
    }

    /// As a float.
    pub fn float(&self) -> Result<f64, Failure> {
        Ok(f64::from_bits(self.word(0)?))
    }

    /// As a decimal.
    pub fn decimal(&self) -> Result<Decimal, Failure> {
        Decimal::of_words([self.word(0)?, self.word(1)?])
    }

    /// As a text: text, literals, json, secret.
    pub fn text(&self) -> Result<&'a str, Failure> {
        self.context.text(self.word(0)?, self.word(1)?)
    }

    /// As bytes: bytes, or any text.
    pub fn bytes(&self) -> Result<&'a [u8], Failure> {
        self.context.bytes(self.word(0)?, self.word(1)?)
    }

    /// The value of an optional, if it is not null.
    pub fn optional(&self) -> Result<Option<View<'a>>, Failure> {
        let Type::Optional(inner) = self.ty else {
            return Ok(Some(*self));
        };
        let present = self.word(0)? != 0;
        Ok(present.then(|| View::new(self.context, self.address.wrapping_add(8), inner)))
    }

    /// The fields of a record, in order.
    pub fn fields(&self) -> Result<Vec<View<'a>>, Failure> {
        let record = self.record()?;
        let layout = RecordLayout::of(record);
        let fields = record.fields.iter().zip(&layout.offsets);
        Ok(fields
            .map(|(field, offset)| self.at(*offset, &field.ty))
            .collect())
    }

    /// The field of a record with that name.
    pub fn field(&self, name: &str) -> Result<View<'a>, Failure> {
        let record = self.record()?;
        let (index, field) = record
            .field(name)
            .ok_or_else(|| Failure::internal("a record lacks a field"))?;
        let offset = RecordLayout::of(record)
            .offsets
            .get(index)
            .copied()
            .unwrap_or(0);
        Ok(self.at(offset, &field.ty))
    }

    /// The variant of a union, by its index, and its record.
    pub fn variant(&self) -> Result<(usize, View<'a>), Failure> {
        let Type::Union(union) = self.ty else {
            return Err(Failure::internal("a value is no union"));
        };
        let index = usize::try_from(self.word(0)?).unwrap_or(usize::MAX);
        match union.variants.get(index) {
            Some(variant) => Ok((index, self.at(VARIANT_WORDS, &variant.ty))),
            None => Err(Failure::internal("a union lacks a variant")),
        }
    }

    /// The elements of a list, in order.
    pub fn elements(&self) -> Result<impl Iterator<Item = View<'a>> + use<'a>, Failure> {
        let Type::List(element) = self.ty else {
            return Err(Failure::internal("a value is no list"));
        };
        let (context, address, length) = (self.context, self.word(0)?, self.word(1)?);
        let stride = u64::from(memory_words(element)) * 8;
        Ok((0..length).map(move |index| {
            View::new(
                context,
                address.wrapping_add(index.wrapping_mul(stride)),
                element,
            )
        }))
    }

    /// The keys and values of a map, in order.
    pub fn entries(&self) -> Result<impl Iterator<Item = [View<'a>; 2]> + use<'a>, Failure> {
        static KEY: Type = Type::Text;
        let Type::Map(value) = self.ty else {
            return Err(Failure::internal("a value is no map"));
        };
        let (context, address, length) = (self.context, self.word(0)?, self.word(1)?);
        let stride = u64::from(entry_words(value)) * 8;
        Ok((0..length).map(move |index| {
            let key = View::new(
                context,
                address.wrapping_add(index.wrapping_mul(stride)),
                &KEY,
            );
            [key, key.at(KEY_WORDS, value)]
        }))
    }

    fn record(&self) -> Result<&'a RecordType, Failure> {
        match self.ty {
            Type::Record(record) => Ok(record),
            _ => Err(Failure::internal("a value is no record")),
        }
    }

    fn at(&self, offset: u32, ty: &'a Type) -> View<'a> {
        View::new(
            self.context,
            self.address.wrapping_add(u64::from(offset) * 8),
            ty,
        )
    }
}

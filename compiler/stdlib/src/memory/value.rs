//! Values as words, in memory or in registers.

use super::Context;
use crate::decimal::Decimal;
use crate::failure::Failure;
use crate::types::{KEY_WORDS, Type, UnionType, VARIANT_WORDS, entry_words, memory_words};

/// A value of a known type: its words in memory or in registers.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    context: &'a Context,
    ty: &'a Type,
    words: &'a [u64],
    in_registers: bool,
}

impl<'a> Value<'a> {
    /// The value in these registers.
    #[must_use]
    pub fn in_registers(context: &'a Context, ty: &'a Type, words: &'a [u64]) -> Value<'a> {
        Value {
            context,
            ty,
            words,
            in_registers: true,
        }
    }

    /// The value at that address.
    ///
    /// # Errors
    /// `internal` if it is outside memory; the same applies to all readers here.
    pub fn in_memory(
        context: &'a Context,
        ty: &'a Type,
        address: u64,
    ) -> Result<Value<'a>, Failure> {
        Ok(Value {
            context,
            ty,
            words: words_at(context, address, u64::from(memory_words(ty)))?,
            in_registers: false,
        })
    }

    /// Its type.
    #[must_use]
    pub fn ty(&self) -> &'a Type {
        self.ty
    }

    /// The memory of its execution.
    #[must_use]
    pub fn context(&self) -> &'a Context {
        self.context
    }

    /// One of its words.
    pub fn word(&self, at: usize) -> Result<u64, Failure> {
        (self.words.get(at).copied()).ok_or_else(|| Failure::internal("a value lacks a word"))
    }

    /// Its decimal.
    pub fn decimal(&self) -> Result<Decimal, Failure> {
        Decimal::of_words([self.word(0)?, self.word(1)?])
    }

    /// Its bytes: text, literals, json, secret, bytes.
    pub fn bytes(&self) -> Result<&'a [u8], Failure> {
        self.context.bytes(self.word(0)?, self.word(1)?)
    }

    /// Its text: text, literals, json, secret.
    pub fn text(&self) -> Result<&'a str, Failure> {
        self.context.text(self.word(0)?, self.word(1)?)
    }

    /// The value of an optional with inner type `inner`, if it is not null.
    pub fn optional(&self, inner: &'a Type) -> Result<Option<Value<'a>>, Failure> {
        let present = self.word(0)? != 0;
        Ok(present.then(|| Value {
            ty: inner,
            words: self.words.get(1..).unwrap_or_default(),
            ..*self
        }))
    }

    /// The words of a record or a union, whose address is in a register.
    fn words_of_record(&self) -> Result<&'a [u64], Failure> {
        if self.in_registers {
            let size = u64::from(memory_words(self.ty));
            words_at(self.context, self.word(0)?, size)
        } else {
            Ok(self.words)
        }
    }

    /// The fields of a record with these field types, in order.
    pub fn fields(
        &self,
        types: impl ExactSizeIterator<Item = &'a Type>,
    ) -> Result<impl ExactSizeIterator<Item = Value<'a>>, Failure> {
        let words = self.words_of_record()?;
        let context = self.context;
        let mut offset = 0;
        Ok(types.map(move |ty| {
            let words = words.get(offset..).unwrap_or_default();
            offset += memory_words(ty) as usize;
            Value {
                context,
                ty,
                words,
                in_registers: false,
            }
        }))
    }

    /// The variant of a union, by its index, and its record.
    pub fn variant(&self, union: &'a UnionType) -> Result<(usize, Value<'a>), Failure> {
        let words = self.words_of_record()?;
        let index = words.first().and_then(|word| usize::try_from(*word).ok());
        let found = index.and_then(|index| Some((index, union.variants.get(index)?)));
        let (index, variant) = found.ok_or_else(|| Failure::internal("a union lacks a variant"))?;
        let record = Value {
            context: self.context,
            ty: &variant.ty,
            words: words.get(VARIANT_WORDS as usize..).unwrap_or_default(),
            in_registers: false,
        };
        Ok((index, record))
    }

    /// The elements of a list of `element`, in order.
    pub fn elements(
        &self,
        element: &'a Type,
    ) -> Result<impl ExactSizeIterator<Item = Value<'a>> + use<'a>, Failure> {
        self.laid_out(element, self.word(1)?)
    }

    /// The keys and values of a map of `value`, in order.
    pub fn entries(
        &self,
        value: &'a Type,
    ) -> Result<impl ExactSizeIterator<Item = [Value<'a>; 2]> + use<'a>, Failure> {
        static KEY: Type = Type::Text;
        let length = self.word(1)?;
        let stride = entry_words(value);
        let size = length.saturating_mul(u64::from(stride));
        let words = words_at(self.context, self.word(0)?, size)?;
        let stride = stride as usize;
        let count = words.len() / stride;
        let context = self.context;
        let at = move |ty: &'a Type, start: usize| Value {
            context,
            ty,
            words: words.get(start..).unwrap_or_default(),
            in_registers: false,
        };
        Ok((0..count).map(move |index| {
            let start = index * stride;
            [at(&KEY, start), at(value, start + KEY_WORDS as usize)]
        }))
    }

    /// The concatenated names and values of headers.
    pub fn headers(&self) -> Result<impl ExactSizeIterator<Item = Value<'a>> + use<'a>, Failure> {
        static TEXT: Type = Type::Text;
        self.laid_out(&TEXT, self.word(1)?.saturating_mul(2))
    }

    fn laid_out(
        &self,
        element: &'a Type,
        length: u64,
    ) -> Result<impl ExactSizeIterator<Item = Value<'a>> + use<'a>, Failure> {
        let stride = memory_words(element) as usize;
        // Elements without words need no memory, so this is the only bound on the work for a list
        // with an invalid length.
        if stride == 0 && length > self.context.memory() as u64 {
            return Err(Failure::internal("a list is longer than memory"));
        }
        let size = length.saturating_mul(stride as u64);
        let words = words_at(self.context, self.word(0)?, size)?;
        let count = usize::try_from(length).unwrap_or(usize::MAX);
        let context = self.context;
        Ok((0..count).map(move |index| Value {
            context,
            ty: element,
            words: words.get(index * stride..).unwrap_or_default(),
            in_registers: false,
        }))
    }
}

fn words_at(context: &Context, address: u64, words: u64) -> Result<&[u64], Failure> {
    // A value without words may have any address.
    match usize::try_from(words) {
        Ok(0) => Ok(&[]),
        Ok(words) => context.words(address, words),
        Err(_) => Err(Failure::internal("a value is larger than memory")),
    }
}

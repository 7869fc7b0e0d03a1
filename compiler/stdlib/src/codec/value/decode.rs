//! From bytes to values in memory.

use std::collections::HashSet;
use std::sync::Arc;

use super::kind::{Kind, takes_octets, visited};
use crate::codec::decoder::Decoder;
use crate::codec::error::CodecError;
use crate::decode::Shape;
use crate::memory::{Context, ListPlace, Place};
use crate::types::{Type, memory_words};

impl Decoder<'_> {
    /// Reads a value into its place. If this fails, the place contains a partial value.
    ///
    /// # Errors
    /// If the bytes are not what [`Encoder::value`](crate::codec::Encoder::value) writes for this
    /// type, or the arena is full.
    pub fn value(&mut self, place: Place<'_>) -> Result<(), CodecError> {
        Scope::default().read(self, place)
    }

    /// Reads values of these types into fresh memory and returns their addresses. They are written
    /// by [`Encoder::values`](crate::codec::Encoder::values).
    ///
    /// # Errors
    /// As for [`value`](Self::value).
    pub fn values<'t>(
        &mut self,
        context: &mut Context,
        types: impl IntoIterator<Item = &'t Type>,
    ) -> Result<Vec<u64>, CodecError> {
        let mut scope = Scope::default();
        let mut addresses = Vec::new();
        for ty in types {
            let mut place = Place::allocate(context, ty)?;
            scope.read(self, place.reborrow())?;
            addresses.push(place.address());
        }
        Ok(addresses)
    }
}

/// The texts and lists read so far, with their words in memory.
///
/// All of them are in one context, which is borrowed for the lifetime of this value, so a reference
/// cannot point into the memory of another execution.
#[derive(Default)]
struct Scope {
    shared: Vec<(Kind, [u64; 2])>,
}

/// The encoded form of a value that has an address and a length.
enum Length {
    /// The content of a new value follows.
    Fresh(u64),
    /// The words of an earlier value.
    Shared([u64; 2]),
}

impl Scope {
    fn read(&mut self, from: &mut Decoder<'_>, mut place: Place<'_>) -> Result<(), CodecError> {
        let ty = place.ty();
        match ty {
            Type::Error | Type::Never => return Err(CodecError::Unencodable(ty.clone())),
            Type::Null => place.null()?,
            Type::Bool => place.bool(from.bool()?)?,
            Type::Int => place.int(from.int()?)?,
            Type::Time => place.time(from.int()?)?,
            Type::Date => place.date(from.int()?)?,
            Type::Duration => place.duration(from.int()?)?,
            Type::Float => place.float(from.float()?)?,
            Type::Decimal => place.decimal(from.decimal()?)?,
            Type::Secret => {
                from.hole()?;
                place.secret("")?;
            }
            Type::Text | Type::Literals(_) => self.text(from, place)?,
            Type::Bytes => match self.length(from, &Kind::Bytes)? {
                Length::Fresh(length) => {
                    place.bytes(from.raw(length)?)?;
                    self.remember(Kind::Bytes, place.view().pair()?);
                }
                Length::Shared(words) => place.put(words)?,
            },
            Type::Json => self.json(from, place)?,
            Type::Optional(_) => {
                if from.bool()? {
                    let inner = place.some()?;
                    from.nested(|from| self.read(from, inner))?;
                } else {
                    place.null()?;
                }
            }
            Type::Record(_) => {
                let mut fields = place.fields()?;
                from.nested(|from| {
                    while let Some(field) = fields.next_field() {
                        self.read(from, field)?;
                    }
                    Ok(())
                })?;
            }
            Type::Union(union) => {
                let at = from.at();
                let index = usize::try_from(from.unsigned()?).unwrap_or(usize::MAX);
                if index >= union.variants.len() {
                    return Err(CodecError::Tag { at });
                }
                let record = place.variant(index)?;
                from.nested(|from| self.read(from, record))?;
            }
            Type::List(element) => self.list(from, place, element)?,
            Type::Map(value) => self.map(from, place, value)?,
            Type::Headers => self.headers(from, place)?,
        }
        Ok(())
    }

    fn text(&mut self, from: &mut Decoder<'_>, mut place: Place<'_>) -> Result<(), CodecError> {
        match self.length(from, &Kind::Text)? {
            Length::Fresh(length) => {
                let text = from.raw_text(length)?;
                expect_literal(place.ty(), text)?;
                place.text(text)?;
                self.remember(Kind::Text, place.view().pair()?);
                Ok(())
            }
            Length::Shared(words) => {
                let [address, length] = words;
                expect_literal(place.ty(), place.context().text(address, length)?)?;
                Ok(place.put(words)?)
            }
        }
    }

    fn json(&mut self, from: &mut Decoder<'_>, mut place: Place<'_>) -> Result<(), CodecError> {
        match self.length(from, &Kind::Json)? {
            Length::Fresh(0) => Ok(place.put([0, 0])?),
            Length::Fresh(length) => {
                let at = from.at();
                let written = place.json(&Shape::Json, from.raw(length)?);
                written.map_err(|error| CodecError::json(at, error))?;
                self.remember(Kind::Json, place.view().pair()?);
                Ok(())
            }
            Length::Shared(words) => Ok(place.put(words)?),
        }
    }

    fn headers(&mut self, from: &mut Decoder<'_>, mut place: Place<'_>) -> Result<(), CodecError> {
        match self.length(from, &Kind::Headers)? {
            Length::Fresh(pairs) => {
                // A pair is two texts of at least one byte each.
                let texts = from.fitting(pairs.saturating_mul(2))?;
                let list = place.header_texts(texts / 2)?;
                self.remember(Kind::Headers, [list.address(), pairs]);
                self.elements(from, list, texts)
            }
            Length::Shared(words) => Ok(place.put(words)?),
        }
    }

    fn list(
        &mut self,
        from: &mut Decoder<'_>,
        mut place: Place<'_>,
        element: &Arc<Type>,
    ) -> Result<(), CodecError> {
        let kind = Kind::List(Arc::clone(element));
        match self.length(from, &kind)? {
            Length::Fresh(count) => {
                let elements = if takes_octets(element) {
                    from.fitting(count)?
                } else {
                    // The place rejects lists that exceed the memory limit.
                    usize::try_from(count).unwrap_or(usize::MAX)
                };
                let list = place.list(elements)?;
                if memory_words(element) > 0 {
                    self.remember(kind, [list.address(), count]);
                }
                self.elements(from, list, visited(element, elements))
            }
            Length::Shared(words) => Ok(place.put(words)?),
        }
    }

    fn map(
        &mut self,
        from: &mut Decoder<'_>,
        mut place: Place<'_>,
        value: &Arc<Type>,
    ) -> Result<(), CodecError> {
        let kind = Kind::Map(Arc::clone(value));
        match self.length(from, &kind)? {
            Length::Fresh(count) => {
                let at = from.at();
                // A key takes at least one byte.
                let entries = from.fitting(count)?;
                let mut map = place.reborrow().map(entries)?;
                self.remember(kind, [map.address(), count]);
                from.nested(|from| {
                    (0..entries).try_for_each(|index| {
                        self.read(from, map.key(index)?)?;
                        self.read(from, map.value(index)?)
                    })
                })?;
                let mut keys = HashSet::with_capacity(entries);
                for [key, _] in place.view().entries()? {
                    if !keys.insert(key.bytes()?) {
                        return Err(CodecError::KeyTwice { at });
                    }
                }
                Ok(())
            }
            Length::Shared(words) => Ok(place.put(words)?),
        }
    }

    fn elements(
        &mut self,
        from: &mut Decoder<'_>,
        mut list: ListPlace<'_>,
        count: usize,
    ) -> Result<(), CodecError> {
        from.nested(|from| (0..count).try_for_each(|index| self.read(from, list.element(index)?)))
    }

    fn length(&self, from: &mut Decoder<'_>, kind: &Kind) -> Result<Length, CodecError> {
        let at = from.at();
        let length = from.unsigned()?;
        if length & 1 == 0 {
            return Ok(Length::Fresh(length >> 1));
        }
        let index = usize::try_from(length >> 1).unwrap_or(usize::MAX);
        match self.shared.get(index) {
            Some((known, words)) if known == kind => Ok(Length::Shared(*words)),
            _ => Err(CodecError::Reference { at }),
        }
    }

    /// Numbers the values that can be referenced, namely non-empty ones, in the same way as the
    /// encoder.
    fn remember(&mut self, kind: Kind, words: [u64; 2]) {
        let [_, length] = words;
        if length > 0 {
            self.shared.push((kind, words));
        }
    }
}

fn expect_literal(ty: &Type, text: &str) -> Result<(), CodecError> {
    match ty {
        Type::Literals(texts) if !texts.contains(text) => Err(CodecError::NotLiteral(text.into())),
        _ => Ok(()),
    }
}

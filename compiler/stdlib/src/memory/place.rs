//! Typed places in memory, through which values are written.

use super::{Context, View};
use crate::failure::{Failure, FailureCode};
use crate::types::{Field, RecordType, Type, memory_words};

/// Room for one value of a known type in an execution's memory: the writing twin of [`View`].
///
/// Every setter checks the type, so code that has nothing but places cannot leave words behind that mean something else to machine
/// code, which follows addresses without a look-up.
///
/// Invariant: the words of a place lie in the arena and hold a valid value of its type, before and after each call, also one that
/// fails. Fresh memory is zero, and zero is a value of every type: `false`, 0, the empty text, list and headers, null. It is not one of
/// the texts of a closed union, and as `json` it stands for `null`.
pub struct Place<'a> {
    context: &'a mut Context,
    address: u64,
    ty: &'a Type,
}

/// The elements of a list, each of them a [`Place`].
pub struct ListPlace<'a> {
    context: &'a mut Context,
    address: u64,
    element: &'a Type,
    /// The bytes of an element.
    stride: u64,
    count: usize,
}

/// The fields of a record that are still to be visited.
pub struct FieldPlaces<'a> {
    /// The next field.
    address: u64,
    fields: std::slice::Iter<'a, Field>,
    context: &'a mut Context,
}

impl<'a> Place<'a> {
    /// Fresh memory for a value of that type, all zero.
    ///
    /// # Errors
    /// `too_large` at the arena's cap.
    pub fn allocate(context: &'a mut Context, ty: &'a Type) -> Result<Place<'a>, Failure> {
        let address = context.allocate(memory_words(ty))?;
        Ok(Place {
            context,
            address,
            ty,
        })
    }

    /// The place of a value of that type that was allocated before, for the one who owns the context and knows what lies where.
    ///
    /// The words at `address` must hold a value of type `ty`. Nothing checks that, so code that is not part of the compiler must not be
    /// given a `&mut Context`.
    ///
    /// # Errors
    /// `internal` where the words are not in the arena.
    pub fn at(context: &'a mut Context, address: u64, ty: &'a Type) -> Result<Place<'a>, Failure> {
        let words = memory_words(ty) as usize;
        if words > 0 && context.arena.words(address, words).is_none() {
            return Err(Failure::internal("a place outside of the arena"));
        }
        Ok(Place {
            context,
            address,
            ty,
        })
    }

    /// The address of the first word.
    #[must_use]
    pub fn address(&self) -> u64 {
        self.address
    }

    /// The type of the value.
    #[must_use]
    pub fn ty(&self) -> &'a Type {
        self.ty
    }

    /// The value that lies here, to read it.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::new(self.context, self.address, self.ty)
    }

    /// The same place, for a shorter time.
    #[must_use]
    pub fn reborrow(&mut self) -> Place<'_> {
        Place {
            context: self.context,
            address: self.address,
            ty: self.ty,
        }
    }

    /// The memory it lies in, for the parsers of this crate.
    pub(crate) fn context(&mut self) -> &mut Context {
        self.context
    }

    /// The fields of a record, in order.
    ///
    /// # Errors
    /// `internal` where it is no record.
    pub fn fields(self) -> Result<FieldPlaces<'a>, Failure> {
        Ok(FieldPlaces {
            fields: self.record()?.fields.iter(),
            address: self.address,
            context: self.context,
        })
    }

    /// The field of that index of a record.
    ///
    /// # Errors
    /// `internal` where there is none.
    pub fn field(&mut self, index: usize) -> Result<Place<'_>, Failure> {
        let fields = &self.record()?.fields;
        let (before, field) = fields
            .get(..index)
            .zip(fields.get(index))
            .ok_or_else(|| Failure::internal("a record lacks a field"))?;
        let offset: u64 = (before.iter())
            .map(|field| u64::from(memory_words(&field.ty)))
            .sum();
        Ok(Place {
            address: self.address.wrapping_add(offset * 8),
            ty: &field.ty,
            context: self.context,
        })
    }

    /// The field of that name of a record, if it has one: lowering leaves out the fields that are never read.
    pub fn field_named(&mut self, name: &str) -> Option<Place<'_>> {
        let (index, _) = self.record().ok()?.field(name)?;
        self.field(index).ok()
    }

    /// Says that an optional is not null: the place of what it holds. A place of another type is itself.
    ///
    /// # Errors
    /// `internal` where the place is outside of the arena.
    pub fn some(self) -> Result<Place<'a>, Failure> {
        let Type::Optional(inner) = self.ty else {
            return Ok(self);
        };
        self.context.store(self.address, 0, 1)?;
        Ok(Place {
            address: self.address.wrapping_add(8),
            ty: inner,
            context: self.context,
        })
    }

    /// Writes null.
    ///
    /// # Errors
    /// `internal` where the type has no null; so for the other types in all setters here.
    pub fn null(&mut self) -> Result<(), Failure> {
        match self.ty {
            Type::Null => Ok(()),
            Type::Optional(_) => self.put([0]),
            _ => Err(self.mismatch("null")),
        }
    }

    /// Writes a bool.
    ///
    /// # Errors
    /// As for [`null`](Self::null).
    pub fn bool(&mut self, value: bool) -> Result<(), Failure> {
        match self.ty {
            Type::Bool => self.put([u64::from(value)]),
            _ => Err(self.mismatch("bool")),
        }
    }

    /// Writes an int.
    ///
    /// # Errors
    /// As for [`null`](Self::null).
    pub fn int(&mut self, value: i64) -> Result<(), Failure> {
        match self.ty {
            Type::Int => self.put([value.cast_unsigned()]),
            _ => Err(self.mismatch("int")),
        }
    }

    /// Writes a float.
    ///
    /// # Errors
    /// As for [`null`](Self::null), and `overflow` for what is not finite.
    pub fn float(&mut self, value: f64) -> Result<(), Failure> {
        match self.ty {
            Type::Float if value.is_finite() => self.put([value.to_bits()]),
            Type::Float => Err(Failure::new(
                FailureCode::Overflow,
                "a float that is not finite",
            )),
            _ => Err(self.mismatch("float")),
        }
    }

    /// Writes a time: microseconds since 1970.
    ///
    /// # Errors
    /// As for [`null`](Self::null).
    pub fn time(&mut self, microseconds: i64) -> Result<(), Failure> {
        match self.ty {
            Type::Time => self.put([microseconds.cast_unsigned()]),
            _ => Err(self.mismatch("time")),
        }
    }

    /// Writes a text or one of a closed union of texts. JSON is not written so but [parsed](Self::json).
    ///
    /// # Errors
    /// As for [`null`](Self::null), also for a text that is none of the union's; `too_large` at the arena's cap.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        match self.ty {
            Type::Text => self.copy(text.as_bytes()),
            Type::Literals(texts) if texts.contains(text) => self.copy(text.as_bytes()),
            _ => Err(self.mismatch("text")),
        }
    }

    /// Writes a secret.
    ///
    /// # Errors
    /// As for [`null`](Self::null); `too_large` at the arena's cap.
    pub fn secret(&mut self, text: &str) -> Result<(), Failure> {
        match self.ty {
            Type::Secret => self.copy(text.as_bytes()),
            _ => Err(self.mismatch("secret")),
        }
    }

    /// Writes octets.
    ///
    /// # Errors
    /// As for [`null`](Self::null); `too_large` at the arena's cap.
    pub fn bytes(&mut self, octets: &[u8]) -> Result<(), Failure> {
        match self.ty {
            Type::Bytes => self.copy(octets),
            _ => Err(self.mismatch("bytes")),
        }
    }

    /// Writes headers: names and values.
    ///
    /// # Errors
    /// As for [`null`](Self::null); `too_large` at the arena's cap.
    pub fn headers<'h>(
        &mut self,
        headers: impl IntoIterator<Item = (&'h str, &'h str)>,
    ) -> Result<(), Failure> {
        if *self.ty != Type::Headers {
            return Err(self.mismatch("headers"));
        }
        let words = self.context.allocate_headers(headers)?;
        self.put(words)
    }

    /// Points at the body that the context holds, without a copy: a value of type bytes or text.
    ///
    /// # Errors
    /// As for [`null`](Self::null), and `decode` for a text that is not UTF-8.
    pub fn body(&mut self) -> Result<(), Failure> {
        match self.ty {
            Type::Bytes => {}
            Type::Text if std::str::from_utf8(self.context.body()).is_ok() => {}
            Type::Text => {
                let message = "the body is not UTF-8 text";
                return Err(Failure::new(FailureCode::Decode, message));
            }
            _ => return Err(self.mismatch("body")),
        }
        self.put(self.context.body_words())
    }

    /// Writes a list of so many elements, each of them zero.
    ///
    /// # Errors
    /// As for [`null`](Self::null); `too_large` where the elements need more memory than there is.
    pub fn list(self, count: usize) -> Result<ListPlace<'a>, Failure> {
        let Type::List(element) = self.ty else {
            return Err(self.mismatch("list"));
        };
        self.elements(element, count, count)
    }

    /// Writes headers of so many pairs, all of them empty: the names and values, one after the other.
    pub(crate) fn header_texts(self, pairs: usize) -> Result<ListPlace<'a>, Failure> {
        static TEXT: Type = Type::Text;
        if *self.ty != Type::Headers {
            return Err(self.mismatch("headers"));
        }
        self.elements(&TEXT, pairs.saturating_mul(2), pairs)
    }

    /// Writes the address of so many fresh elements, and the length that they are told by.
    fn elements(
        mut self,
        element: &'a Type,
        count: usize,
        length: usize,
    ) -> Result<ListPlace<'a>, Failure> {
        // Elements without words need no memory, but are as much work for those who read the list.
        if count > self.context.memory() {
            return Err(Failure::new(
                FailureCode::TooLarge,
                "a list is longer than the memory of the execution",
            ));
        }
        let words = memory_words(element);
        let address = (self.context.arena).allocate(count.saturating_mul(words as usize))?;
        self.put([address, length as u64])?;
        Ok(ListPlace {
            context: self.context,
            address,
            element,
            stride: u64::from(words) * 8,
            count,
        })
    }

    /// Copies the octets of a value that is an address and a length.
    fn copy(&mut self, octets: &[u8]) -> Result<(), Failure> {
        let words = self.context.allocate_bytes(octets)?;
        self.put(words)
    }

    /// Writes all words at once or none of them. They must be those of a value of this type in the same context.
    pub(crate) fn put<const N: usize>(&mut self, words: [u64; N]) -> Result<(), Failure> {
        match self.context.arena.words_mut(self.address, N) {
            Some(place) => {
                place.copy_from_slice(&words);
                Ok(())
            }
            None => Err(Failure::internal("a place outside of the arena")),
        }
    }

    fn record(&self) -> Result<&'a RecordType, Failure> {
        match self.ty {
            Type::Record(record) => Ok(record),
            _ => Err(Failure::internal("a place is of no record")),
        }
    }

    #[cold]
    fn mismatch(&self, written: &str) -> Failure {
        Failure::internal(format!(
            "a value does not fit its place: {written} for {}",
            self.ty
        ))
    }
}

impl ListPlace<'_> {
    /// The number of elements.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The address of the first element.
    pub(crate) fn address(&self) -> u64 {
        self.address
    }

    /// The element of that index.
    ///
    /// # Errors
    /// `internal` where there is none.
    pub fn element(&mut self, index: usize) -> Result<Place<'_>, Failure> {
        if index >= self.count {
            return Err(Failure::internal("a list lacks an element"));
        }
        Ok(Place {
            address: self.address.wrapping_add(index as u64 * self.stride),
            ty: self.element,
            context: self.context,
        })
    }
}

impl FieldPlaces<'_> {
    /// The next field; none behind the last one.
    pub fn next_field(&mut self) -> Option<Place<'_>> {
        let field = self.fields.next()?;
        let address = self.address;
        self.address = address.wrapping_add(u64::from(memory_words(&field.ty)) * 8);
        Some(Place {
            context: self.context,
            address,
            ty: &field.ty,
        })
    }
}

#[cfg(test)]
mod tests;

//! The place of a value.

use crate::failure::Failure;
use crate::memory::{Context, View};
use crate::types::{Type, memory_words};

/// Space for one value of a known type in an execution's memory: the writable counterpart of
/// [`View`].
///
/// Every setter checks the type. Code that has only places therefore cannot write words that
/// machine code, which dereferences addresses without a lookup, would misinterpret.
///
/// Invariant: the words of a place are in the arena and hold a valid value of its type before and
/// after each call, even if the call fails. Fresh memory is zero, and zero is a value of every
/// type: `false`, 0, the empty text, list and headers, null. It is not one of the texts of a closed
/// union, and as `json` it represents `null`.
pub struct Place<'a> {
    pub(super) context: &'a mut Context,
    pub(super) address: u64,
    pub(super) ty: &'a Type,
}

impl<'a> Place<'a> {
    /// Fresh memory for a value of that type, all zero.
    ///
    /// # Errors
    /// `too_large` at the arena's limit.
    pub fn allocate(context: &'a mut Context, ty: &'a Type) -> Result<Place<'a>, Failure> {
        let address = context.allocate(memory_words(ty))?;
        Ok(Place {
            context,
            address,
            ty,
        })
    }

    /// The place of a value of that type that was allocated before, for code that owns the context
    /// and knows its layout.
    ///
    /// The words at `address` must hold a value of type `ty`. This is not checked, so code that is
    /// not part of the compiler must not be given a `&mut Context`.
    ///
    /// # Errors
    /// `internal` if the words are not in the arena.
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

    /// A view of the value, for reading.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::new(self.context, self.address, self.ty)
    }

    /// The same place, with a shorter lifetime.
    #[must_use]
    pub fn reborrow(&mut self) -> Place<'_> {
        Place {
            context: self.context,
            address: self.address,
            ty: self.ty,
        }
    }

    /// The memory that contains it, for the parsers of this crate.
    pub(crate) fn context(&mut self) -> &mut Context {
        self.context
    }

    /// Marks an optional as not null and returns the place of its value. For any other type,
    /// returns this place itself.
    ///
    /// # Errors
    /// `internal` if the place is outside the arena.
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

    /// Copies the bytes of a value that consists of an address and a length.
    pub(super) fn copy(&mut self, octets: &[u8]) -> Result<(), Failure> {
        let words = self.context.allocate_bytes(octets)?;
        self.put(words)
    }

    /// Writes either all words or none. They must form a value of this type in the same context.
    pub(crate) fn put<const N: usize>(&mut self, words: [u64; N]) -> Result<(), Failure> {
        match self.context.arena.words_mut(self.address, N) {
            Some(place) => {
                place.copy_from_slice(&words);
                Ok(())
            }
            None => Err(Failure::internal("a place outside of the arena")),
        }
    }

    #[cold]
    pub(super) fn mismatch(&self, written: &str) -> Failure {
        Failure::internal(format!(
            "a value does not fit its place: {written} for {}",
            self.ty
        ))
    }
}

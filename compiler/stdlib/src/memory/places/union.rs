//! The place of the record of a union.

use super::Place;
use crate::failure::Failure;
use crate::types::{Type, VARIANT_WORDS, memory_words};

impl<'a> Place<'a> {
    /// Turns a union into the variant with that index, and returns the place of its record, which
    /// is all zero.
    ///
    /// # Errors
    /// `internal` if it is not a union, or has no such variant.
    pub fn variant(self, index: usize) -> Result<Place<'a>, Failure> {
        let variant = match self.ty {
            Type::Union(union) => union.variants.get(index),
            _ => None,
        };
        let variant = variant.ok_or_else(|| self.mismatch("variant"))?;
        let words = memory_words(self.ty) as usize;
        let Some(place) = self.context.arena.words_mut(self.address, words) else {
            return Err(Failure::internal("a place outside of the arena"));
        };
        // The words of the previous variant have another meaning.
        place.fill(0);
        if let Some(first) = place.first_mut() {
            *first = index as u64;
        }
        Ok(Place {
            address: self.address.wrapping_add(u64::from(VARIANT_WORDS) * 8),
            ty: &variant.ty,
            context: self.context,
        })
    }
}

//! The places of the entries of a map.

use super::Place;
use crate::failure::{Failure, FailureCode};
use crate::memory::Context;
use crate::types::{KEY_WORDS, Type, entry_words};

/// The entries of a map. The key and the value of each entry are a [`Place`].
///
/// The caller ensures that no two keys are equal.
pub struct MapPlace<'a> {
    context: &'a mut Context,
    address: u64,
    value: &'a Type,
    count: usize,
}

static KEY: Type = Type::Text;

impl<'a> Place<'a> {
    /// Writes a map of `count` entries, each of them zero.
    ///
    /// # Errors
    /// As for [`null`](Self::null); `too_large` if the entries need more memory than there is.
    pub fn map(mut self, count: usize) -> Result<MapPlace<'a>, Failure> {
        let Type::Map(value) = self.ty else {
            return Err(self.mismatch("map"));
        };
        let words = count.checked_mul(entry_words(value) as usize);
        let words = words.filter(|words| *words <= self.context.memory());
        let words = words.ok_or_else(|| {
            let message = "a map is larger than the memory of the execution";
            Failure::new(FailureCode::TooLarge, message)
        })?;
        let address = self.context.arena.allocate(words)?;
        self.put([address, count as u64])?;
        Ok(MapPlace {
            context: self.context,
            address,
            value,
            count,
        })
    }
}

impl MapPlace<'_> {
    /// The address of the first entry.
    pub(crate) fn address(&self) -> u64 {
        self.address
    }

    /// The key at that index.
    ///
    /// # Errors
    /// `internal` if there is none.
    pub fn key(&mut self, index: usize) -> Result<Place<'_>, Failure> {
        let address = self.entry(index)?;
        Ok(Place {
            address,
            ty: &KEY,
            context: self.context,
        })
    }

    /// The value at that index.
    ///
    /// # Errors
    /// `internal` if there is none.
    pub fn value(&mut self, index: usize) -> Result<Place<'_>, Failure> {
        let address = self.entry(index)?;
        Ok(Place {
            address: address.wrapping_add(u64::from(KEY_WORDS) * 8),
            ty: self.value,
            context: self.context,
        })
    }

    fn entry(&self, index: usize) -> Result<u64, Failure> {
        if index >= self.count {
            return Err(Failure::internal("a map lacks an entry"));
        }
        let stride = u64::from(entry_words(self.value)) * 8;
        Ok(self.address.wrapping_add(index as u64 * stride))
    }
}

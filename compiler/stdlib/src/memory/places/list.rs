//! The places of the elements of a list.

use super::Place;
use crate::failure::{Failure, FailureCode};
use crate::memory::Context;
use crate::types::{Type, memory_words};

/// The elements of a list, each of them a [`Place`].
pub struct ListPlace<'a> {
    context: &'a mut Context,
    address: u64,
    element: &'a Type,
    /// The size of an element, in bytes.
    stride: u64,
    count: usize,
}

impl<'a> Place<'a> {
    /// Writes a list of `count` elements, each of them zero.
    ///
    /// # Errors
    /// As for [`null`](Self::null); `too_large` if the elements need more memory than there is.
    pub fn list(self, count: usize) -> Result<ListPlace<'a>, Failure> {
        let Type::List(element) = self.ty else {
            return Err(self.mismatch("list"));
        };
        self.elements(element, count, count)
    }

    /// Writes headers with that many empty pairs; returns the concatenated names and values.
    pub(crate) fn header_texts(self, pairs: usize) -> Result<ListPlace<'a>, Failure> {
        static TEXT: Type = Type::Text;
        if *self.ty != Type::Headers {
            return Err(self.mismatch("headers"));
        }
        self.elements(&TEXT, pairs.saturating_mul(2), pairs)
    }

    /// Writes the address of `count` fresh elements, and the length to store for them.
    fn elements(
        mut self,
        element: &'a Type,
        count: usize,
        length: usize,
    ) -> Result<ListPlace<'a>, Failure> {
        // Elements without words need no memory, but take just as much work to read.
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

    /// The element at that index.
    ///
    /// # Errors
    /// `internal` if there is none.
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

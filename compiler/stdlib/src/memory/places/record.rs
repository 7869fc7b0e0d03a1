//! The places of the fields of a record.

use super::Place;
use crate::failure::Failure;
use crate::memory::Context;
use crate::types::{Field, RecordType, Type, memory_words};

/// The remaining fields of a record.
pub struct FieldPlaces<'a> {
    /// The address of the next field.
    address: u64,
    fields: std::slice::Iter<'a, Field>,
    context: &'a mut Context,
}

impl<'a> Place<'a> {
    /// The fields of a record, in order.
    ///
    /// # Errors
    /// `internal` if it is not a record.
    pub fn fields(self) -> Result<FieldPlaces<'a>, Failure> {
        Ok(FieldPlaces {
            fields: self.record()?.fields.iter(),
            address: self.address,
            context: self.context,
        })
    }

    /// The field of a record at that index.
    ///
    /// # Errors
    /// `internal` if there is none.
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

    /// The field of a record with that name, if the record has one: lowering removes fields that
    /// are never read.
    pub fn field_named(&mut self, name: &str) -> Option<Place<'_>> {
        let (index, _) = self.record().ok()?.field(name)?;
        self.field(index).ok()
    }

    fn record(&self) -> Result<&'a RecordType, Failure> {
        match self.ty {
            Type::Record(record) => Ok(record),
            _ => Err(Failure::internal("a place is of no record")),
        }
    }
}

impl FieldPlaces<'_> {
    /// The next field; `None` after the last one.
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

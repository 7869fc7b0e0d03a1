//! Types as they are in memory: records without the fields that the workflow never reads.

use std::collections::HashMap;
use std::sync::Arc;

use flowright_stdlib::types::{Field, RecordType, Type, memory_words};

/// Which fields of which records are read.
#[derive(Default)]
pub(super) struct Layouts {
    read: HashMap<Arc<RecordType>, Vec<bool>>,
}

impl Layouts {
    /// Marks a field as read; whether it was not before.
    pub(super) fn mark(&mut self, record: &Arc<RecordType>, field: usize) -> bool {
        let read = match self.read.get_mut(record) {
            Some(read) => read,
            None => {
                let fresh = vec![false; record.fields.len()];
                self.read.entry(Arc::clone(record)).or_insert(fresh)
            }
        };
        read.get_mut(field)
            .is_some_and(|place| !std::mem::replace(place, true))
    }

    /// Marks everything in a type as read.
    pub(super) fn mark_whole(&mut self, ty: &Type) {
        match ty {
            Type::Optional(inner) | Type::List(inner) => self.mark_whole(inner),
            Type::Record(record) => {
                for (index, field) in record.fields.iter().enumerate() {
                    self.mark(record, index);
                    self.mark_whole(&field.ty);
                }
            }
            _ => {}
        }
    }

    /// Marks in `from` what is read of its copy in `to`; whether something was not marked before.
    pub(super) fn mark_copy(&mut self, from: &Type, to: &Type) -> bool {
        match (from.without_null(), to.without_null()) {
            (Type::List(from), Type::List(to)) => self.mark_copy(from, to),
            (Type::Record(from), Type::Record(to)) => {
                let mut changed = false;
                for (index, field) in to.fields.iter().enumerate() {
                    if self.is_read(to, index)
                        && let Some((source, source_field)) = from.field(&field.name)
                    {
                        changed |= self.mark(from, source);
                        changed |= self.mark_copy(&source_field.ty, &field.ty);
                    }
                }
                changed
            }
            _ => false,
        }
    }

    /// Whether a field is read somewhere.
    pub(super) fn is_read(&self, record: &RecordType, field: usize) -> bool {
        let read = self.read.get(record).and_then(|read| read.get(field));
        read.copied().unwrap_or(false)
    }

    /// The type as it is in memory.
    pub(super) fn stored(&self, ty: &Type) -> Type {
        match ty {
            Type::Optional(inner) => Type::Optional(Arc::new(self.stored(inner))),
            Type::List(inner) => Type::List(Arc::new(self.stored(inner))),
            Type::Record(record) => Type::Record(Arc::new(RecordType {
                name: record.name.clone(),
                fields: self
                    .read_fields(record)
                    .map(|(_, field)| Field {
                        name: field.name.clone(),
                        ty: self.stored(&field.ty),
                    })
                    .collect(),
            })),
            other => other.clone(),
        }
    }

    /// The fields that are read, with their index in the declared type.
    pub(super) fn read_fields<'r>(
        &self,
        record: &'r RecordType,
    ) -> impl Iterator<Item = (usize, &'r Field)> {
        let fields = record.fields.iter().enumerate();
        fields.filter(|(index, _)| self.is_read(record, *index))
    }

    /// The words of a value in memory.
    pub(super) fn words(&self, ty: &Type) -> u32 {
        memory_words(&self.stored(ty))
    }

    /// Where a field stands in the record in memory; where it would stand, for one that is never read.
    pub(super) fn offset(&self, record: &RecordType, field: usize) -> u32 {
        let before = self
            .read_fields(record)
            .take_while(|(index, _)| *index < field);
        before.map(|(_, field)| self.words(&field.ty)).sum()
    }
}

//! Memory layouts of types: records omit the fields that the workflow never reads.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use flowright_stdlib::types::{
    Field, KEY_WORDS, RecordType, Structure, Type, UnionType, VARIANT_WORDS, memory_words,
};

use super::owned_types::OwnedTypes;

/// Which fields of which records are read.
#[derive(Default)]
pub(super) struct Layouts {
    read: HashMap<Arc<RecordType>, Vec<bool>>,
    /// Cached facts about records, keyed by address, because hashing a record visits everything
    /// nested in it. Each record is kept alive, so that its address is not reused.
    known: RefCell<HashMap<*const RecordType, Held>>,
    owned: RefCell<OwnedTypes>,
}

type Held = (Arc<RecordType>, Rc<Stored>);

/// The memory layout of a record.
struct Stored {
    /// For each declared field, whether it is read.
    read: Vec<bool>,
    /// The offset of each declared field, or, if the field is not stored, the offset that it would
    /// have; then the size of the record. All in words.
    offsets: Vec<u32>,
    /// The type with only the fields that are read.
    ty: Arc<RecordType>,
}

impl Layouts {
    /// Marks a field as read; returns whether it was unmarked before.
    pub(super) fn mark(&mut self, record: &Arc<RecordType>, field: usize) -> bool {
        let read = match self.read.get_mut(record) {
            Some(read) => read,
            None => {
                let fresh = vec![false; record.fields.len()];
                self.read.entry(Arc::clone(record)).or_insert(fresh)
            }
        };
        let changed = read
            .get_mut(field)
            .is_some_and(|place| !std::mem::replace(place, true));
        if changed {
            self.known.get_mut().clear();
        }
        changed
    }

    /// Marks everything in a type as read.
    pub(super) fn mark_whole(&mut self, ty: &Type) {
        match ty.structure() {
            Structure::Optional(inner) | Structure::List(inner) | Structure::Map(inner) => {
                self.mark_whole(inner);
            }
            Structure::Record(record) => {
                for (index, field) in record.fields.iter().enumerate() {
                    self.mark(record, index);
                    self.mark_whole(&field.ty);
                }
            }
            Structure::Union(union) => {
                for variant in &union.variants {
                    self.mark_whole(&variant.ty);
                }
            }
            Structure::Leaf => {}
        }
    }

    /// Marks in `from` what is read from its copy in `to`; returns whether anything was newly
    /// marked.
    pub(super) fn mark_copy(&mut self, from: &Type, to: &Type) -> bool {
        let (from, to) = (from.without_null(), to.without_null());
        match (from.structure(), to.structure()) {
            (Structure::List(from), Structure::List(to))
            | (Structure::Map(from), Structure::Map(to)) => self.mark_copy(from, to),
            (Structure::Record(from), Structure::Record(to)) => {
                let mut changed = false;
                for (index, field) in to.fields.iter().enumerate() {
                    let is_read = self.read.get(to).and_then(|read| read.get(index));
                    if is_read == Some(&true)
                        && let Some((source, source_field)) = from.field(&field.name)
                    {
                        changed |= self.mark(from, source);
                        changed |= self.mark_copy(&source_field.ty, &field.ty);
                    }
                }
                changed
            }
            (Structure::Record(record), Structure::Union(union)) => {
                let variant = union.variant_of(record);
                let variant = variant.and_then(|index| union.variants.get(index));
                variant.is_some_and(|variant| self.mark_copy(from, &variant.ty))
            }
            (Structure::Union(from), Structure::Union(to)) => {
                let mut changed = false;
                for (index, variant) in from.variants.iter().enumerate() {
                    let other = to.variant_from(from, index);
                    if let Some(other) = other.and_then(|index| to.variants.get(index)) {
                        changed |= self.mark_copy(&variant.ty, &other.ty);
                    }
                }
                changed
            }
            (
                Structure::Leaf
                | Structure::Optional(_)
                | Structure::List(_)
                | Structure::Map(_)
                | Structure::Record(_)
                | Structure::Union(_),
                _,
            ) => false,
        }
    }

    /// Whether a field is read somewhere.
    pub(super) fn is_read(&self, record: &Arc<RecordType>, field: usize) -> bool {
        let read = self.known(record).read.get(field).copied();
        read.unwrap_or(false)
    }

    /// The type as laid out in memory. It shares no memory with the typed program.
    pub(super) fn stored(&self, ty: &Type) -> Type {
        match ty.structure() {
            Structure::Optional(inner) => Type::Optional(Arc::new(self.stored(inner))),
            Structure::List(inner) => Type::List(Arc::new(self.stored(inner))),
            Structure::Map(inner) => Type::Map(Arc::new(self.stored(inner))),
            Structure::Record(record) => Type::Record(Arc::clone(&self.known(record).ty)),
            Structure::Union(union) => {
                let stored = union.with_records(|record| Arc::clone(&self.known(record).ty));
                Type::Union(Arc::new(stored))
            }
            Structure::Leaf => self.owned.borrow_mut().leaf(ty),
        }
    }

    /// The whole type as declared. It shares no memory with the typed program.
    pub(super) fn owned(&self, ty: &Type) -> Type {
        self.owned.borrow_mut().copy(ty)
    }

    /// The fields that are read, with their indices in the declared type.
    pub(super) fn read_fields<'r>(
        &self,
        record: &'r Arc<RecordType>,
    ) -> impl Iterator<Item = (usize, &'r Field)> + use<'r> {
        let known = self.known(record);
        let fields = record.fields.iter().enumerate();
        fields.filter(move |(index, _)| known.read.get(*index) == Some(&true))
    }

    /// The size of a value in memory, in words.
    pub(super) fn words(&self, ty: &Type) -> u32 {
        match ty.structure() {
            Structure::Optional(inner) => self.words(inner).saturating_add(1),
            Structure::Record(record) => self.offset(record, record.fields.len()),
            Structure::Union(union) => self.union_words(union),
            Structure::Leaf | Structure::List(_) | Structure::Map(_) => memory_words(ty),
        }
    }

    /// The size of a value of a union in memory, in words.
    pub(super) fn union_words(&self, union: &UnionType) -> u32 {
        let records = union.variants.iter().map(|variant| &variant.record);
        let words = records.map(|record| self.offset(record, record.fields.len()));
        words.max().unwrap_or(0).saturating_add(VARIANT_WORDS)
    }

    /// The size of an entry of a map of such values in memory, in words.
    pub(super) fn entry_words(&self, value: &Type) -> u32 {
        self.words(value).saturating_add(KEY_WORDS)
    }

    /// The offset of a field in the record in memory; for a field that is never read, the offset
    /// that it would have. After the last field: the size of the whole record in words.
    pub(super) fn offset(&self, record: &Arc<RecordType>, field: usize) -> u32 {
        let offset = self.known(record).offsets.get(field).copied();
        offset.unwrap_or(0)
    }

    fn known(&self, record: &Arc<RecordType>) -> Rc<Stored> {
        let place = Arc::as_ptr(record);
        if let Some((_, known)) = self.known.borrow().get(&place) {
            return Rc::clone(known);
        }
        let count = record.fields.len();
        let read = self.read.get(record).cloned();
        let read = read.unwrap_or_else(|| vec![false; count]);
        let mut words = 0_u32;
        let mut offsets = vec![words];
        let mut fields = Vec::new();
        for (field, read) in record.fields.iter().zip(&read) {
            if *read {
                words = words.saturating_add(self.words(&field.ty));
                fields.push(Field {
                    name: field.name.clone(),
                    ty: self.stored(&field.ty),
                });
            }
            offsets.push(words);
        }
        let known = Rc::new(Stored {
            read,
            offsets,
            ty: Arc::new(RecordType {
                origin: record.origin.clone(),
                fields,
            }),
        });
        let held = (Arc::clone(record), Rc::clone(&known));
        self.known.borrow_mut().insert(place, held);
        known
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use flowright_stdlib::types::{Field, Origin, RecordLayout, RecordType, Type, memory_words};

    use super::Layouts;

    fn pair(of: &Type) -> Arc<RecordType> {
        let field = |name: &str, ty: Type| Field {
            name: name.into(),
            ty,
        };
        Arc::new(RecordType {
            origin: Origin::Anonymous,
            fields: vec![
                field("a", of.clone()),
                field("unread", Type::Text),
                field("b", of.clone().optional()),
            ],
        })
    }

    #[test]
    fn what_is_known_of_a_record_is_what_its_type_in_memory_says() {
        let mut layouts = Layouts::default();
        let mut ty = Type::Text;
        for _ in 0..8 {
            let record = pair(&ty);
            assert_eq!(layouts.offset(&record, 3), 0);
            layouts.mark(&record, 0);
            layouts.mark(&record, 2);
            let stored = layouts.stored(&Type::Record(Arc::clone(&record)));
            let Type::Record(in_memory) = &stored else {
                panic!("another type");
            };
            let layout = RecordLayout::of(in_memory);
            let offsets = [0, 2].map(|field| layouts.offset(&record, field));
            assert_eq!(offsets[..], layout.offsets);
            ty = Type::Record(record);
            assert_eq!(layouts.words(&ty), memory_words(&stored));
            assert_eq!(layouts.words(&ty), layout.words);
        }
    }

    #[test]
    fn what_is_shared_is_laid_out_once() {
        let mut layouts = Layouts::default();
        let inner = pair(&Type::Int);
        let outer = pair(&Type::Record(inner));
        layouts.mark_whole(&Type::Record(Arc::clone(&outer)));
        let Type::Record(stored) = layouts.stored(&Type::Record(outer)) else {
            panic!("another type");
        };
        let [a, _, b] = &stored.fields[..] else {
            panic!("another count of fields");
        };
        match (&a.ty, b.ty.without_null()) {
            (Type::Record(a), Type::Record(b)) => assert!(Arc::ptr_eq(a, b)),
            other => panic!("{other:?}"),
        }
    }
}

//! Types in their own memory.
//!
//! An image outlives the typed program. Types shared between both would keep memory pages of the
//! program from being freed, so lowering makes copies.

use std::collections::HashMap;
use std::sync::Arc;

use flowright_stdlib::types::{Field, LiteralTexts, RecordType, Structure, Type};

/// Copies of types. Records and literals shared between types are shared between their copies.
#[derive(Default)]
pub(super) struct OwnedTypes {
    /// Copies keyed by the address of the original, which is kept alive so that its address is not
    /// reused.
    records: HashMap<*const RecordType, [Arc<RecordType>; 2]>,
    literals: HashMap<*const LiteralTexts, [Arc<LiteralTexts>; 2]>,
}

impl OwnedTypes {
    /// A copy of the type.
    pub(super) fn copy(&mut self, ty: &Type) -> Type {
        match ty.structure() {
            Structure::Optional(inner) => Type::Optional(Arc::new(self.copy(inner))),
            Structure::List(element) => Type::List(Arc::new(self.copy(element))),
            Structure::Map(value) => Type::Map(Arc::new(self.copy(value))),
            Structure::Record(record) => Type::Record(self.record(record)),
            Structure::Union(union) => {
                Type::Union(Arc::new(union.with_records(|record| self.record(record))))
            }
            Structure::Leaf => self.leaf(ty),
        }
    }

    /// A copy of a type without nested types.
    pub(super) fn leaf(&mut self, ty: &Type) -> Type {
        let Type::Literals(texts) = ty else {
            return ty.clone();
        };
        let copies = self.literals.entry(Arc::as_ptr(texts)).or_insert_with(|| {
            let copy = Arc::new(LiteralTexts::clone(texts));
            [Arc::clone(texts), copy]
        });
        let [_, copy] = copies;
        Type::Literals(Arc::clone(copy))
    }

    fn record(&mut self, record: &Arc<RecordType>) -> Arc<RecordType> {
        let place = Arc::as_ptr(record);
        if let Some([_, copy]) = self.records.get(&place) {
            return Arc::clone(copy);
        }
        let fields = record.fields.iter();
        let fields = fields.map(|field| Field {
            name: field.name.clone(),
            ty: self.copy(&field.ty),
        });
        let copy = Arc::new(RecordType {
            fields: fields.collect(),
            origin: record.origin.clone(),
        });
        self.records
            .insert(place, [Arc::clone(record), Arc::clone(&copy)]);
        copy
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use flowright_stdlib::types::{Field, Type};

    use super::OwnedTypes;

    #[test]
    fn a_copy_shares_nothing_with_its_original_and_all_that_the_original_shares() {
        let level = Type::literals(["low", "high"]);
        let field = |name: &str, ty: &Type| Field {
            name: name.into(),
            ty: ty.clone(),
        };
        let inner = Type::record(vec![field("level", &level)]);
        let outer = Type::record(vec![
            field("first", &inner),
            field("more", &inner.clone().list()),
            field("level", &level.optional()),
        ]);
        let mut types = OwnedTypes::default();
        let copy = types.copy(&outer);
        assert_eq!(copy, outer);
        let parts = |ty: &Type| {
            let Type::Record(outer) = ty else {
                panic!("another type");
            };
            let [first, more, level] = &outer.fields[..] else {
                panic!("other fields");
            };
            let (Type::Record(first), Type::List(more)) = (&first.ty, &more.ty) else {
                panic!("other types");
            };
            let (Type::Record(more), Type::Literals(texts)) = (&**more, level.ty.without_null())
            else {
                panic!("other types inside");
            };
            assert!(Arc::ptr_eq(first, more));
            (Arc::as_ptr(outer), Arc::as_ptr(first), Arc::as_ptr(texts))
        };
        let (old, new) = (parts(&outer), parts(&copy));
        assert!(old.0 != new.0 && old.1 != new.1 && old.2 != new.2);
        assert_eq!(parts(&types.copy(&outer)), new);
    }
}

//! Unions of records.

use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{Field, LiteralTexts, Origin, RecordType, Type, UnionType, Variant};

/// Why no tag distinguishes some records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagProblem {
    /// No field has a literal text as its type in all records.
    None,
    /// Two variants, by their indices, have the same text.
    Same {
        /// The field.
        tag: Box<str>,
        /// The text.
        text: Box<str>,
        /// The first variant.
        first: usize,
        /// The second variant.
        second: usize,
    },
}

impl UnionType {
    /// A union of these named records, distinguished by the first field whose type is a literal
    /// text in all of them, or in all but one; that one then takes every other text.
    ///
    /// # Errors
    /// If there is no such field, or it does not distinguish them.
    pub fn tagged(
        origin: Origin,
        records: Vec<(Box<str>, Arc<RecordType>)>,
    ) -> Result<UnionType, TagProblem> {
        let tag = tag_of(&records).ok_or(TagProblem::None)?;
        let mut known: Vec<(Box<str>, usize)> = Vec::new();
        let mut variants = Vec::with_capacity(records.len());
        for (index, (name, record)) in records.into_iter().enumerate() {
            let texts = match record.field(&tag).map(|(_, field)| &field.ty) {
                Some(Type::Literals(texts)) if !texts.is_open() => Some(Arc::clone(texts)),
                _ => None,
            };
            for text in texts.iter().flat_map(|texts| texts.iter()) {
                if let Some((_, first)) = known.iter().find(|(known, _)| **known == *text) {
                    return Err(TagProblem::Same {
                        text: text.into(),
                        first: *first,
                        second: index,
                        tag,
                    });
                }
                known.push((text.into(), index));
            }
            variants.push(Variant::new(name, texts, record));
        }
        Ok(UnionType {
            origin,
            tag: Some(tag),
            variants,
        })
    }

    /// The same union of other records; it shares no texts with this one.
    #[must_use]
    pub fn with_records(
        &self,
        mut record: impl FnMut(&Arc<RecordType>) -> Arc<RecordType>,
    ) -> UnionType {
        let variants = self.variants.iter().map(|variant| {
            let texts = variant.texts.as_deref().cloned().map(Arc::new);
            Variant::new(variant.name.clone(), texts, record(&variant.record))
        });
        UnionType {
            variants: variants.collect(),
            origin: self.origin.clone(),
            tag: self.tag.clone(),
        }
    }

    /// The index of the variant with that name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<usize> {
        self.variants.iter().position(|one| *one.name == *name)
    }

    /// The index of the variant of a value with that tag.
    #[must_use]
    pub fn tagged_with(&self, text: &str) -> Option<usize> {
        let has = |one: &Variant| one.texts.as_ref().is_some_and(|own| own.contains(text));
        let own = self.variants.iter().position(has);
        own.or_else(|| self.other())
    }

    /// The index of the variant that takes every tag that no other has.
    #[must_use]
    pub fn other(&self) -> Option<usize> {
        self.variants.iter().position(|one| one.texts.is_none())
    }

    /// The texts of all tags, in order.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        let own = self.variants.iter().filter_map(|one| one.texts.as_ref());
        own.flat_map(|texts| texts.iter())
    }

    /// The index of the variant that a record of that type belongs to, according to the type of its
    /// tag.
    #[must_use]
    pub fn variant_of(&self, record: &RecordType) -> Option<usize> {
        let (_, field) = record.field(self.tag.as_ref()?)?;
        let same = |one: &Variant| *one.record == *record;
        match &field.ty {
            Type::Literals(texts) if !texts.is_open() => {
                let mut texts = texts.iter();
                let first = self.tagged_with(texts.next()?)?;
                texts
                    .all(|text| self.tagged_with(text) == Some(first))
                    .then_some(first)
            }
            _ => self.variants.iter().position(same),
        }
    }

    /// The index of the variant of `self` to which a variant of another union is converted.
    #[must_use]
    pub fn variant_from(&self, from: &UnionType, index: usize) -> Option<usize> {
        if self.tag != from.tag {
            return None;
        }
        let variant = from.variants.get(index)?;
        match &variant.texts {
            Some(_) => self.variant_of(&variant.record),
            // The texts that it takes depend on the other variants.
            None => {
                let own = self.other()?;
                let same = self.tags().all(|text| from.has(text))
                    && from.tags().all(|text| self.has(text));
                same.then_some(own)
            }
        }
    }

    fn has(&self, text: &str) -> bool {
        self.tags().any(|one| one == text)
    }

    /// A field of the first variant that every variant has, with a common type of its values in all
    /// variants.
    #[must_use]
    pub fn shared(&self, index: usize) -> Option<Field> {
        let (first, others) = self.variants.split_first()?;
        let field = first.record.fields.get(index)?;
        let ty = others.iter().try_fold(field.ty.clone(), |ty, other| {
            let (_, own) = other.record.field(&field.name)?;
            joined(&ty, &own.ty)
        })?;
        Some(Field {
            name: field.name.clone(),
            ty,
        })
    }

    /// The shared field with that name, and its index in the first variant.
    #[must_use]
    pub fn shared_field(&self, name: &str) -> Option<(usize, Field)> {
        let (index, _) = self.variants.first()?.record.field(name)?;
        Some((index, self.shared(index)?))
    }

    /// All shared fields.
    #[must_use]
    pub fn shared_fields(&self) -> Vec<Field> {
        let count = self.variants.first();
        let count = count.map_or(0, |first| first.record.fields.len());
        (0..count).filter_map(|index| self.shared(index)).collect()
    }
}

impl Variant {
    /// A variant of a union.
    #[must_use]
    pub fn new(
        name: Box<str>,
        texts: Option<Arc<LiteralTexts>>,
        record: Arc<RecordType>,
    ) -> Variant {
        Variant {
            name,
            texts,
            ty: Type::Record(Arc::clone(&record)),
            record,
        }
    }
}

/// The first field whose type is a literal text in all records; otherwise the first field whose
/// type is a literal text in all but one, and any text in that one.
fn tag_of(records: &[(Box<str>, Arc<RecordType>)]) -> Option<Box<str>> {
    let (_, first) = records.first()?;
    let literals = |field: &&Field| {
        let own = records
            .iter()
            .filter(|(_, record)| match record.field(&field.name) {
                Some((_, own)) => matches!(&own.ty, Type::Literals(texts) if !texts.is_open()),
                None => false,
            });
        own.count()
    };
    let texts = |field: &&Field| {
        let own = records
            .iter()
            .filter(|(_, record)| match record.field(&field.name) {
                Some((_, own)) => own.ty.is_text(),
                None => false,
            });
        own.count()
    };
    let count = records.len();
    let mut fields = first.fields.iter();
    let mut most = first.fields.iter();
    let tag = fields.find(|field| literals(field) == count).or_else(|| {
        most.find(|field| {
            let literals = literals(field);
            literals > 0 && literals + 1 == count && texts(field) == count
        })
    });
    tag.map(|field| field.name.clone())
}

/// The common type of two types, if their values have the same register representation.
fn joined(a: &Type, b: &Type) -> Option<Type> {
    match (a, b) {
        (a, b) if a == b => Some(a.clone()),
        (Type::Literals(a), Type::Literals(b)) => Some(Type::Literals(Arc::new(a.with(b)))),
        (Type::Literals(_), Type::Text) | (Type::Text, Type::Literals(_)) => Some(Type::Text),
        (Type::Optional(a), b) | (b, Type::Optional(a)) => {
            joined(a, b.without_null()).map(Type::optional)
        }
        _ => None,
    }
}

impl PartialEq for UnionType {
    fn eq(&self, other: &UnionType) -> bool {
        self.tag == other.tag && self.variants == other.variants
    }
}

impl Eq for UnionType {}

impl Hash for UnionType {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.tag.hash(state);
        self.variants.hash(state);
    }
}

impl PartialEq for Variant {
    fn eq(&self, other: &Variant) -> bool {
        self.texts == other.texts && self.record == other.record
    }
}

impl Eq for Variant {}

impl Hash for Variant {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.texts.hash(state);
        self.record.hash(state);
    }
}

impl fmt::Display for UnionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(title) = self.origin.title() {
            return f.write_str(&title);
        }
        let mut shown = HashSet::new();
        for variant in &self.variants {
            if shown.insert(&variant.name) {
                let separator = if shown.len() > 1 { " | " } else { "" };
                write!(f, "{separator}{}", variant.name)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{TagProblem, UnionType};
    use crate::types::{Field, Origin, RecordType, Type};

    fn record(fields: &[(&str, Type)]) -> Arc<RecordType> {
        let fields = fields.iter().map(|(name, ty)| Field {
            name: (*name).into(),
            ty: ty.clone(),
        });
        Arc::new(RecordType {
            origin: Origin::Anonymous,
            fields: fields.collect(),
        })
    }

    fn union(records: &[(&str, Arc<RecordType>)]) -> Result<UnionType, TagProblem> {
        let records = records.iter();
        let records = records.map(|(name, record)| ((*name).into(), Arc::clone(record)));
        UnionType::tagged(Origin::Anonymous, records.collect())
    }

    fn literal(text: &str) -> Type {
        Type::literals([text])
    }

    #[test]
    fn the_first_literal_field_of_all_is_the_tag() {
        let a = record(&[
            ("n", Type::Int),
            ("kind", literal("a")),
            ("v", literal("1")),
        ]);
        let b = record(&[("v", literal("1")), ("kind", literal("b"))]);
        let both = union(&[("A", a), ("B", b)]).unwrap();
        assert_eq!(both.tag.as_deref(), Some("kind"));
        assert_eq!(both.tagged_with("b"), Some(1));
        assert_eq!(both.tagged_with("c"), None);
        assert_eq!(both.to_string(), "A | B");
    }

    #[test]
    fn one_variant_may_take_every_other_tag() {
        let a = record(&[("kind", literal("a"))]);
        let other = record(&[("kind", Type::Text), ("n", Type::Int)]);
        let both = union(&[("A", a), ("Other", Arc::clone(&other))]).unwrap();
        assert_eq!(both.tagged_with("a"), Some(0));
        assert_eq!(both.tagged_with("z"), Some(1));
        assert_eq!(both.variant_of(&other), Some(1));
        assert_eq!(both.variant_of(&record(&[("kind", literal("q"))])), Some(1));
        let two = union(&[("Other", Arc::clone(&other)), ("More", other)]);
        assert_eq!(two.unwrap_err(), TagProblem::None);
    }

    #[test]
    fn equal_tags_are_found() {
        let a = record(&[("kind", Type::literals(["a", "b"]))]);
        let b = record(&[("kind", literal("b")), ("n", Type::Int)]);
        let problem = union(&[("A", a), ("B", b)]).unwrap_err();
        let same = TagProblem::Same {
            tag: "kind".into(),
            text: "b".into(),
            first: 0,
            second: 1,
        };
        assert_eq!(problem, same);
    }

    #[test]
    fn fields_of_all_variants_are_shared_if_their_types_agree() {
        let a = record(&[
            ("kind", literal("a")),
            ("n", Type::Int),
            ("m", Type::Int),
            ("own", Type::Int),
            ("x", Type::Int),
        ]);
        let b = record(&[
            ("x", Type::Text),
            ("m", Type::Int.optional()),
            ("n", Type::Int),
            ("kind", literal("b")),
        ]);
        let both = union(&[("A", a), ("B", b)]).unwrap();
        let shared = both.shared_fields();
        let expected = [
            ("kind", Type::literals(["a", "b"])),
            ("n", Type::Int),
            ("m", Type::Int.optional()),
        ];
        let expected = expected.map(|(name, ty)| Field {
            name: name.into(),
            ty,
        });
        assert_eq!(shared, expected);
        assert_eq!(both.shared_field("m").map(|(index, _)| index), Some(2));
    }
}

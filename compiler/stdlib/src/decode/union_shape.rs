//! The decoding plan of a union.

use std::sync::Arc;

use super::shape::{RecordShape, Shape, UnionShape, VariantShape};
use crate::types::{LiteralTexts, Type, UnionType, union_words};

impl UnionShape {
    /// Like [`Shape::pruned`]; `None` for a union without a tag, or if the two have different
    /// variants.
    #[must_use]
    pub fn pruned(declared: &UnionType, stored: &UnionType) -> Option<UnionShape> {
        if declared.variants.len() != stored.variants.len() {
            return None;
        }
        let variants = declared.variants.iter().zip(&stored.variants);
        let variants = variants.map(|(declared, stored)| VariantShape {
            texts: declared.texts.clone(),
            record: RecordShape::pruned(&declared.record, &stored.record),
        });
        let variants: Vec<VariantShape> = variants.collect();
        let tags = match declared.other() {
            Some(_) => Shape::Text,
            None => match Type::literals(declared.tags()) {
                Type::Literals(texts) => Shape::Literals(texts),
                _ => Shape::Text,
            },
        };
        Some(UnionShape {
            name: declared.to_string().into(),
            tag: declared.tag.clone()?,
            variants,
            tags: Box::new(tags),
            words: union_words(stored),
        })
    }

    /// Like [`Shape::stores`].
    pub(super) fn stores(&self, union: &UnionType) -> bool {
        self.variants.len() == union.variants.len()
            && self.words == union_words(union)
            && (self.variants.iter().zip(&union.variants))
                .all(|(own, stored)| own.record.stores(&stored.record))
    }

    /// Its name, for messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The plan of the tag alone.
    #[must_use]
    pub fn tags(&self) -> &Shape {
        &self.tags
    }

    /// The number of words in a value.
    #[must_use]
    pub fn words(&self) -> u32 {
        self.words
    }

    /// The index and the plan of the variant with that tag.
    #[must_use]
    pub fn variant(&self, text: &str) -> Option<(u64, &RecordShape)> {
        let has = |texts: &Arc<LiteralTexts>| texts.contains(text);
        let variants = || (0_u64..).zip(&self.variants);
        let own = variants().find(|(_, one)| one.texts.as_ref().is_some_and(has));
        let own = own.or_else(|| variants().find(|(_, one)| one.texts.is_none()));
        own.map(|(index, one)| (index, &one.record))
    }
}

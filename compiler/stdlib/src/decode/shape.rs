//! The decoding plan of a type.

use std::sync::Arc;

use crate::types::{LiteralTexts, RecordLayout, RecordType, Type, entry_words, memory_words};

/// The decoding plan of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A type that cannot be decoded: every value is rejected.
    Nothing,
    /// Only null.
    Null,
    /// A bool.
    Bool,
    /// A number without fraction or exponent.
    Int,
    /// A number.
    Float,
    /// A number or its text, exactly.
    Decimal,
    /// A text.
    Text,
    /// One of these texts.
    Literals(Arc<LiteralTexts>),
    /// A text in RFC 3339 format.
    Time,
    /// A date in ISO 8601 format.
    Date,
    /// A duration in ISO 8601 format.
    Duration,
    /// Any JSON, kept as written; if a key occurs twice, a lookup returns the last value.
    Json,
    /// A text in base64.
    Bytes,
    /// Null, or a value of the inner plan.
    Optional(Box<Shape>),
    /// Any number of elements.
    List {
        /// The plan of an element.
        element: Box<Shape>,
        /// The number of words per element.
        stride: u32,
    },
    /// An object with any members.
    Map {
        /// The plan of a value.
        value: Box<Shape>,
        /// The number of words per entry.
        stride: u32,
    },
    /// An object.
    Record(RecordShape),
    /// A file in a part of a body; only the fields in the plan are stored.
    File(RecordShape),
    /// An object whose tag determines which fields it has.
    Union(UnionShape),
}

/// The plan of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordShape {
    name: Option<Box<str>>,
    fields: Vec<FieldShape>,
    words: u32,
    /// The record type that the plan is known to store.
    stored: Option<Arc<RecordType>>,
    /// Bit `n` is set if a field has a name of `n` bytes (the last bit: 63 or more), so that most
    /// undeclared members are ruled out by the length of their names.
    lengths: u64,
}

/// The plan of a union: the text of the tag determines which record is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnionShape {
    pub(super) name: Box<str>,
    /// The name of the tag.
    pub(super) tag: Box<str>,
    pub(super) variants: Vec<VariantShape>,
    /// The plan for the texts of all tags. Accepts any text if one variant takes all others.
    pub(super) tags: Box<Shape>,
    pub(super) words: u32,
}

/// The plan of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VariantShape {
    /// The texts of its tag; `None` if it takes all texts that no other variant has.
    pub(super) texts: Option<Arc<LiteralTexts>>,
    pub(super) record: RecordShape,
}

/// The plan of one field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldShape {
    /// Its name.
    pub name: Box<str>,
    /// Its plan.
    pub shape: Shape,
    /// Its first word, relative to the record's first word; `None` if it is checked but not stored.
    pub offset: Option<u32>,
}

impl Shape {
    /// The plan that stores everything.
    #[must_use]
    pub fn of(ty: &Type) -> Shape {
        Shape::pruned(ty, ty)
    }

    /// The plan that checks a value against `declared` and lays it out as `stored`, which is the
    /// same type without the record fields that are never read. If the two differ in any other way,
    /// `declared` wins.
    #[must_use]
    pub fn pruned(declared: &Type, stored: &Type) -> Shape {
        match (declared, stored) {
            (Type::Optional(declared), Type::Optional(stored)) => {
                Shape::Optional(Box::new(Shape::pruned(declared, stored)))
            }
            (Type::List(declared), Type::List(stored)) => Shape::List {
                element: Box::new(Shape::pruned(declared, stored)),
                stride: memory_words(stored),
            },
            (Type::Map(declared), Type::Map(stored)) => Shape::Map {
                value: Box::new(Shape::pruned(declared, stored)),
                stride: entry_words(stored),
            },
            (Type::Record(declared), Type::Record(stored)) => {
                let shape = RecordShape::pruned(declared, stored);
                if declared.is_file() {
                    Shape::File(shape)
                } else {
                    Shape::Record(shape)
                }
            }
            (Type::Union(declared), Type::Union(stored)) => {
                UnionShape::pruned(declared, stored).map_or(Shape::Nothing, Shape::Union)
            }
            (
                Type::Optional(_) | Type::List(_) | Type::Map(_) | Type::Record(_) | Type::Union(_),
                _,
            ) => Shape::of(declared),
            (Type::Null, _) => Shape::Null,
            (Type::Bool, _) => Shape::Bool,
            (Type::Int, _) => Shape::Int,
            (Type::Float, _) => Shape::Float,
            (Type::Decimal, _) => Shape::Decimal,
            (Type::Text | Type::Secret, _) => Shape::Text,
            (Type::Literals(texts), _) => Shape::Literals(Arc::clone(texts)),
            (Type::Time, _) => Shape::Time,
            (Type::Date, _) => Shape::Date,
            (Type::Duration, _) => Shape::Duration,
            (Type::Json, _) => Shape::Json,
            (Type::Bytes, _) => Shape::Bytes,
            (Type::Error | Type::Never | Type::Headers, _) => Shape::Nothing,
        }
    }

    /// The inner plan of an optional; for any other plan, the plan itself.
    pub(super) fn without_null(&self) -> &Shape {
        match self {
            Shape::Optional(inner) => inner,
            other => other,
        }
    }

    /// The number of words that a value takes in memory.
    #[must_use]
    pub fn words(&self) -> u32 {
        match self {
            Shape::Nothing | Shape::Null => 0,
            Shape::Bool
            | Shape::Int
            | Shape::Float
            | Shape::Time
            | Shape::Date
            | Shape::Duration => 1,
            Shape::Decimal
            | Shape::Text
            | Shape::Literals(_)
            | Shape::Json
            | Shape::Bytes
            | Shape::List { .. }
            | Shape::Map { .. } => 2,
            Shape::Optional(inner) => inner.words().saturating_add(1),
            Shape::Record(record) | Shape::File(record) => record.words,
            Shape::Union(union) => union.words(),
        }
    }

    /// Whether the data stored by this plan is a value of `ty`.
    #[must_use]
    pub fn stores(&self, ty: &Type) -> bool {
        match (self, ty) {
            // Every value is rejected, so nothing is stored.
            (Shape::Nothing, _)
            | (Shape::Null, Type::Null)
            | (Shape::Bool, Type::Bool)
            | (Shape::Int, Type::Int)
            | (Shape::Float, Type::Float)
            | (Shape::Decimal, Type::Decimal)
            | (Shape::Text, Type::Text | Type::Secret)
            | (Shape::Time, Type::Time)
            | (Shape::Date, Type::Date)
            | (Shape::Duration, Type::Duration)
            | (Shape::Json, Type::Json)
            | (Shape::Bytes, Type::Bytes) => true,
            (Shape::Literals(texts), Type::Literals(stored)) => {
                Arc::ptr_eq(texts, stored) || texts == stored
            }
            (Shape::Optional(inner), Type::Optional(stored)) => inner.stores(stored),
            (Shape::List { element, stride }, Type::List(stored)) => {
                *stride == memory_words(stored) && element.stores(stored)
            }
            (Shape::Map { value, stride }, Type::Map(stored)) => {
                *stride == entry_words(stored) && value.stores(stored)
            }
            (Shape::Record(record) | Shape::File(record), Type::Record(stored)) => {
                record.stores(stored)
            }
            (Shape::Union(union), Type::Union(stored)) => union.stores(stored),
            (
                Shape::Null
                | Shape::Bool
                | Shape::Int
                | Shape::Float
                | Shape::Decimal
                | Shape::Text
                | Shape::Literals(_)
                | Shape::Time
                | Shape::Date
                | Shape::Duration
                | Shape::Json
                | Shape::Bytes
                | Shape::Optional(_)
                | Shape::List { .. }
                | Shape::Map { .. }
                | Shape::Record(_)
                | Shape::File(_)
                | Shape::Union(_),
                _,
            ) => false,
        }
    }

    /// The expected kind of value, for messages.
    #[must_use]
    pub fn expectation(&self) -> String {
        match self {
            Shape::Nothing => "nothing".into(),
            Shape::Null => "null".into(),
            Shape::Bool => "bool".into(),
            Shape::Int => "int".into(),
            Shape::Float => "float".into(),
            Shape::Decimal => "a decimal of at most 28 digits".into(),
            Shape::Text => "text".into(),
            Shape::Literals(texts) => {
                let texts: Vec<String> = texts.iter().map(|text| format!("{text:?}")).collect();
                texts.join(" or ")
            }
            Shape::Time => "a time such as \"2024-05-06T07:08:09Z\"".into(),
            Shape::Date => "a date such as \"2024-05-06\"".into(),
            Shape::Duration => "a duration such as \"PT1H30M\"".into(),
            Shape::Json => "json".into(),
            Shape::Bytes => "a text in base64".into(),
            Shape::Optional(inner) => format!("{} or null", inner.expectation()),
            Shape::List { .. } => "a list".into(),
            Shape::Map { .. } => "an object".into(),
            Shape::File(_) => "a file".into(),
            Shape::Record(RecordShape { name, .. }) => match name {
                Some(name) => format!("an object ({name})"),
                None => "an object".into(),
            },
            Shape::Union(union) => format!("an object ({})", union.name()),
        }
    }
}

impl RecordShape {
    /// Like [`Shape::pruned`].
    #[must_use]
    pub fn pruned(declared: &RecordType, stored: &Arc<RecordType>) -> RecordShape {
        let layout = RecordLayout::of(stored);
        let field = |field: &crate::types::Field| {
            let kept = stored.field(&field.name);
            let offset = kept.and_then(|(index, _)| layout.offsets.get(index).copied());
            let stored = kept.map_or(&field.ty, |(_, stored)| &stored.ty);
            FieldShape {
                name: field.name.clone(),
                shape: Shape::pruned(&field.ty, stored),
                offset,
            }
        };
        let fields: Vec<FieldShape> = declared.fields.iter().map(field).collect();
        let mut shape = RecordShape {
            name: declared.origin.title().map(Into::into),
            lengths: fields
                .iter()
                .fold(0, |bits, one| bits | length_bit(one.name.as_bytes())),
            fields,
            words: layout.words,
            stored: None,
        };
        if shape.stores(stored) {
            shape.stored = Some(Arc::clone(stored));
        }
        shape
    }

    /// Like [`Shape::stores`]: each stored field is written to the record's field with that name
    /// and type, and the fields have the same order. Fields of the record that are not in the plan
    /// are left unchanged.
    pub(super) fn stores(&self, record: &Arc<RecordType>) -> bool {
        let known = self.stored.as_ref();
        if known.is_some_and(|known| Arc::ptr_eq(known, record)) {
            return true;
        }
        let mut stored = record.fields.iter();
        let mut at = 0_u32;
        self.fields.iter().all(|field| {
            let Some(offset) = field.offset else {
                return true;
            };
            stored.any(|stored| {
                let start = at;
                at = at.saturating_add(memory_words(&stored.ty));
                stored.name == field.name && start == offset && field.shape.stores(&stored.ty)
            })
        })
    }

    /// The name of the record's type, for messages.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The plans of its fields, in declaration order.
    #[must_use]
    pub fn fields(&self) -> &[FieldShape] {
        &self.fields
    }

    /// The number of words in a record.
    #[must_use]
    pub fn words(&self) -> u32 {
        self.words
    }

    /// The index of the field with that name. Tries `likely` first, because members are mostly in
    /// declaration order.
    #[inline]
    pub(super) fn find(&self, name: &[u8], likely: usize) -> Option<usize> {
        if self.lengths & length_bit(name) == 0 {
            return None;
        }
        // The first letter rules out most fields of the same length, which saves a call.
        let matches = |field: &FieldShape| {
            let declared = field.name.as_bytes();
            declared.first() == name.first() && declared == name
        };
        if self.fields.get(likely).is_some_and(matches) {
            return Some(likely);
        }
        self.fields.iter().position(matches)
    }
}

fn length_bit(name: &[u8]) -> u64 {
    1 << name.len().min(63)
}

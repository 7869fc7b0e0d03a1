//! Values as plain Rust types.

use std::sync::Arc;

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{RecordType, Type, UnionType};

use crate::decimal::Exact;

/// A value of any type. Its expression determines its type: a secret is a text, an optional is null
/// or its value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// A bool.
    Bool(bool),
    /// An int.
    Int(i64),
    /// A float.
    Float(f64),
    /// A decimal.
    Decimal(Exact),
    /// A text, one of a fixed set of texts, or a secret.
    Text(Arc<str>),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// Microseconds since 1970.
    Time(i64),
    /// Days since 1970.
    Date(i64),
    /// Microseconds.
    Duration(i64),
    /// Data of unknown shape, as written.
    Json(Arc<str>),
    /// Names and values.
    Headers(Arc<[(String, String)]>),
    /// A list.
    List(Arc<[Value]>),
    /// A map.
    Map(Entries),
    /// A record: its fields in the order of its type.
    Record(Arc<[(Box<str>, Value)]>),
    /// A value of a union: the index of its variant, and its record.
    Variant(usize, Arc<Value>),
}

/// The keys and values of a map, in order.
#[derive(Clone, Debug)]
pub struct Entries(pub Arc<[(Box<str>, Value)]>);

impl PartialEq for Entries {
    /// The entries may be in any order.
    fn eq(&self, other: &Entries) -> bool {
        let (these, others) = (&self.0, &other.0);
        let is_there = |entry: &(Box<str>, Value)| others.contains(entry);
        these.len() == others.len() && these.iter().all(is_there)
    }
}

impl Value {
    /// A map with these entries; if keys are equal, the first one counts.
    #[must_use]
    pub fn map(entries: impl IntoIterator<Item = (Box<str>, Value)>) -> Value {
        let mut kept: Vec<(Box<str>, Value)> = Vec::new();
        for (key, value) in entries {
            if !kept.iter().any(|(known, _)| *known == key) {
                kept.push((key, value));
            }
        }
        Value::Map(Entries(kept.into()))
    }

    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    /// A decimal of the library as a value.
    #[must_use]
    pub fn decimal(value: Decimal) -> Value {
        match Exact::parse(&value.to_string()) {
            Some(exact) => Value::Decimal(exact),
            None => unreachable!("{value} is no decimal"),
        }
    }

    /// A constant as a value.
    #[must_use]
    pub fn constant(constant: &Constant) -> Value {
        match constant {
            Constant::Null => Value::Null,
            Constant::Bool(value) => Value::Bool(*value),
            Constant::Int(value) => Value::Int(*value),
            Constant::Float(value) => Value::Float(*value),
            Constant::Time(value) => Value::Time(*value),
            Constant::Date(day) => Value::Date(*day),
            Constant::Duration(value) => Value::Duration(*value),
            Constant::Decimal(value) => Value::decimal(*value),
            Constant::Text(text) => Value::text(text),
        }
    }

    /// The field of a record, or of a variant, with that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Value> {
        let fields = match self {
            Value::Record(fields) => fields,
            Value::Variant(_, record) => return record.field(name),
            _ => return None,
        };
        let field = fields.iter().find(|(known, _)| **known == *name);
        field.map(|(_, value)| value)
    }

    /// The same value, converted from its type to another type that it fits: records have exactly
    /// the fields of that type, ints become decimals where the type has decimals, and a record
    /// becomes the variant that its tag names.
    #[must_use]
    pub fn narrowed(&self, from: &Type, ty: &Type) -> Value {
        match (self, from.without_null(), ty.without_null()) {
            (Value::List(elements), Type::List(from), Type::List(element)) => {
                let elements = elements.iter().map(|one| one.narrowed(from, element));
                Value::List(elements.collect())
            }
            (Value::Int(value), _, Type::Decimal) => Value::Decimal(Exact::int(*value)),
            (Value::Map(entries), Type::Map(from), Type::Map(of)) => {
                let entries = entries.0.iter();
                Value::map(entries.map(|(key, value)| (key.clone(), value.narrowed(from, of))))
            }
            (Value::Record(_), Type::Record(from), Type::Record(record)) => {
                self.narrowed_record(from, record)
            }
            (Value::Record(_), Type::Record(record), Type::Union(union)) => {
                let index = variant(record, union);
                let value = self.narrowed(from, &union.variants[index].ty);
                Value::Variant(index, Arc::new(value))
            }
            (Value::Variant(index, record), Type::Union(own), Type::Union(union)) => {
                let own = &own.variants[*index];
                let index = match &own.texts {
                    Some(_) => variant(&own.record, union),
                    None => rest(union),
                };
                let value = record.narrowed(&own.ty, &union.variants[index].ty);
                Value::Variant(index, Arc::new(value))
            }
            _ => self.clone(),
        }
    }

    fn narrowed_record(&self, from: &RecordType, record: &RecordType) -> Value {
        let fields = record.fields.iter().map(|field| {
            let own = from.fields.iter().find(|own| own.name == field.name);
            let value = self.field(&field.name);
            let value = value.zip(own).map_or(Value::Null, |(value, own)| {
                value.narrowed(&own.ty, &field.ty)
            });
            (field.name.clone(), value)
        });
        Value::Record(fields.collect())
    }

    /// Its approximate size in bytes, to stop before a program uses all memory.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Time(_)
            | Value::Date(_)
            | Value::Duration(_) => 8,
            Value::Decimal(_) => 16,
            Value::Text(text) | Value::Json(text) => text.len() + 16,
            Value::Bytes(bytes) => bytes.len() + 16,
            Value::Headers(headers) => {
                let sizes = headers
                    .iter()
                    .map(|(name, value)| name.len() + value.len() + 32);
                sizes.sum::<usize>() + 16
            }
            Value::List(elements) => elements.iter().map(Value::size).sum::<usize>() + 16,
            Value::Map(entries) => {
                let sizes = entries.0.iter();
                let sizes = sizes.map(|(key, value)| key.len() + value.size() + 16);
                sizes.sum::<usize>() + 16
            }
            Value::Record(fields) => {
                fields.iter().map(|(_, value)| value.size()).sum::<usize>() + 8
            }
            Value::Variant(_, record) => record.size() + 8,
        }
    }
}

/// The variant of a record, by the type of its tag.
fn variant(record: &RecordType, union: &UnionType) -> usize {
    let tag = union.tag.as_deref().unwrap_or_default();
    let field = record.fields.iter().find(|field| *field.name == *tag);
    let Some(Type::Literals(texts)) = field.map(|field| &field.ty) else {
        return rest(union);
    };
    let text = texts.iter().next().unwrap_or_default();
    let has = |texts: &flowright_stdlib::types::LiteralTexts| texts.iter().any(|own| own == text);
    let mut variants = union.variants.iter();
    let own = variants.position(|one| one.texts.as_ref().is_some_and(|texts| has(texts)));
    own.unwrap_or_else(|| rest(union))
}

/// The variant that takes every tag that no other has.
fn rest(union: &UnionType) -> usize {
    let mut variants = union.variants.iter();
    match variants.position(|one| one.texts.is_none()) {
        Some(index) => index,
        None => unreachable!("no variant of {union} takes it"),
    }
}

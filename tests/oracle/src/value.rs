//! Values as plain Rust types.

use std::sync::Arc;

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{RecordType, Type};

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
}

/// The keys and values of a map, in order.
#[derive(Clone, Debug)]
pub struct Entries(pub Arc<[(Box<str>, Value)]>);

impl PartialEq for Entries {
    /// In any order.
    fn eq(&self, other: &Entries) -> bool {
        let (these, others) = (&self.0, &other.0);
        let is_there = |entry: &(Box<str>, Value)| others.contains(entry);
        these.len() == others.len() && these.iter().all(is_there)
    }
}

impl Value {
    /// A map with these entries; of equal keys, the first one counts.
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

    /// A decimal of the library's.
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

    /// The field of a record with that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Value> {
        let Value::Record(fields) = self else {
            return None;
        };
        let field = fields.iter().find(|(known, _)| **known == *name);
        field.map(|(_, value)| value)
    }

    /// The same value as one of a type that it fits: records have exactly the fields of that type,
    /// and ints are decimals where the type has these.
    #[must_use]
    pub fn narrowed(&self, ty: &Type) -> Value {
        match (self, ty.without_null()) {
            (Value::List(elements), Type::List(element)) => {
                let elements = elements.iter().map(|one| one.narrowed(element));
                Value::List(elements.collect())
            }
            (Value::Int(value), Type::Decimal) => Value::Decimal(Exact::int(*value)),
            (Value::Map(entries), Type::Map(of)) => {
                let entries = entries.0.iter();
                Value::map(entries.map(|(key, value)| (key.clone(), value.narrowed(of))))
            }
            (Value::Record(_), Type::Record(record)) => self.narrowed_record(record),
            _ => self.clone(),
        }
    }

    fn narrowed_record(&self, record: &RecordType) -> Value {
        let fields = record.fields.iter().map(|field| {
            let value = self.field(&field.name);
            let value = value.map_or(Value::Null, |value| value.narrowed(&field.ty));
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
        }
    }
}

//! The components of a type, for traversals that treat all types without components alike.

use std::sync::Arc;

use super::{RecordType, Type, UnionType};

/// A type, described by the types it contains.
#[derive(Clone, Copy, Debug)]
pub enum Structure<'a> {
    /// It contains no types.
    Leaf,
    /// A value of that type, or null.
    Optional(&'a Arc<Type>),
    /// Values of that type.
    List(&'a Arc<Type>),
    /// Values of that type, under keys.
    Map(&'a Arc<Type>),
    /// Fields.
    Record(&'a Arc<RecordType>),
    /// One of several records.
    Union(&'a Arc<UnionType>),
}

impl Type {
    /// Its components. Only this function decides which types have components.
    #[must_use]
    pub fn structure(&self) -> Structure<'_> {
        match self {
            Type::Optional(inner) => Structure::Optional(inner),
            Type::List(element) => Structure::List(element),
            Type::Map(value) => Structure::Map(value),
            Type::Record(record) => Structure::Record(record),
            Type::Union(union) => Structure::Union(union),
            Type::Error
            | Type::Never
            | Type::Null
            | Type::Bool
            | Type::Int
            | Type::Float
            | Type::Decimal
            | Type::Text
            | Type::Literals(_)
            | Type::Bytes
            | Type::Time
            | Type::Date
            | Type::Duration
            | Type::Json
            | Type::Secret
            | Type::Headers => Structure::Leaf,
        }
    }

    /// Whether it is, or contains, a type that satisfies `is`.
    pub fn holds(&self, is: &impl Fn(&Type) -> bool) -> bool {
        if is(self) {
            return true;
        }
        match self.structure() {
            Structure::Optional(inner) | Structure::List(inner) | Structure::Map(inner) => {
                inner.holds(is)
            }
            Structure::Record(record) => record.fields.iter().any(|field| field.ty.holds(is)),
            Structure::Union(union) => (union.variants.iter())
                .flat_map(|variant| &variant.record.fields)
                .any(|field| field.ty.holds(is)),
            Structure::Leaf => false,
        }
    }
}

//! What a type is made of, for walks that treat all types without parts alike.

use std::sync::Arc;

use super::{RecordType, Type};

/// A type by the types inside it.
#[derive(Clone, Copy, Debug)]
pub enum Structure<'a> {
    /// No type is inside it.
    Leaf,
    /// A value of that type, or null.
    Optional(&'a Arc<Type>),
    /// Values of that type.
    List(&'a Arc<Type>),
    /// Fields.
    Record(&'a Arc<RecordType>),
}

impl Type {
    /// What it is made of. The one place that decides which types have parts.
    #[must_use]
    pub fn structure(&self) -> Structure<'_> {
        match self {
            Type::Optional(inner) => Structure::Optional(inner),
            Type::List(element) => Structure::List(element),
            Type::Record(record) => Structure::Record(record),
            Type::Error
            | Type::Never
            | Type::Null
            | Type::Bool
            | Type::Int
            | Type::Float
            | Type::Text
            | Type::Literals(_)
            | Type::Bytes
            | Type::Time
            | Type::Json
            | Type::Secret
            | Type::Headers => Structure::Leaf,
        }
    }

    /// Whether it is, or has inside, a type of which `is` says so.
    pub fn holds(&self, is: &impl Fn(&Type) -> bool) -> bool {
        if is(self) {
            return true;
        }
        match self.structure() {
            Structure::Optional(inner) | Structure::List(inner) => inner.holds(is),
            Structure::Record(record) => record.fields.iter().any(|field| field.ty.holds(is)),
            Structure::Leaf => false,
        }
    }
}

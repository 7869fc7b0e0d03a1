//! Which values can be shared, and for which types the encoding of a value takes bytes.

use std::sync::Arc;

use crate::types::Type;

/// The kind of value that two words represent: two values with the same words and kind are
/// interchangeable.
#[derive(Clone)]
pub(super) enum Kind {
    /// Text and literals.
    Text,
    Bytes,
    Json,
    Headers,
    /// A list of these elements.
    List(Arc<Type>),
    /// A map of these values.
    Map(Arc<Type>),
}

impl PartialEq for Kind {
    fn eq(&self, other: &Kind) -> bool {
        match (self, other) {
            (Kind::Text, Kind::Text)
            | (Kind::Bytes, Kind::Bytes)
            | (Kind::Json, Kind::Json)
            | (Kind::Headers, Kind::Headers) => true,
            (Kind::List(one), Kind::List(other)) | (Kind::Map(one), Kind::Map(other)) => {
                Arc::ptr_eq(one, other) || one == other
            }
            (
                Kind::Text
                | Kind::Bytes
                | Kind::Json
                | Kind::Headers
                | Kind::List(_)
                | Kind::Map(_),
                _,
            ) => false,
        }
    }
}

/// The number of elements of a list to process. A list may claim any number of elements that take
/// no bytes; in that case the first element suffices to determine whether they can be encoded.
pub(super) fn visited(element: &Type, count: usize) -> usize {
    if takes_octets(element) {
        count
    } else {
        count.min(1)
    }
}

/// Whether each value of the type takes at least one byte.
pub(super) fn takes_octets(ty: &Type) -> bool {
    match ty {
        Type::Error | Type::Never | Type::Null => false,
        Type::Bool
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
        | Type::Headers
        | Type::Optional(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Union(_) => true,
        Type::Record(record) => record.fields.iter().any(|field| takes_octets(&field.ty)),
    }
}

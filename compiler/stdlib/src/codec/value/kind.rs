//! What is shared, and which types have octets at all.

use std::sync::Arc;

use crate::types::Type;

/// What kind of value two words stand for: where two values have the same words and kind, one can stand for both.
#[derive(Clone)]
pub(super) enum Kind {
    /// Text and literals.
    Text,
    Bytes,
    Json,
    Headers,
    /// A list of these elements.
    List(Arc<Type>),
}

impl PartialEq for Kind {
    fn eq(&self, other: &Kind) -> bool {
        match (self, other) {
            (Kind::Text, Kind::Text)
            | (Kind::Bytes, Kind::Bytes)
            | (Kind::Json, Kind::Json)
            | (Kind::Headers, Kind::Headers) => true,
            (Kind::List(one), Kind::List(other)) => Arc::ptr_eq(one, other) || one == other,
            (Kind::Text | Kind::Bytes | Kind::Json | Kind::Headers | Kind::List(_), _) => false,
        }
    }
}

/// How many of the elements of a list are gone through: a list may have as many elements without octets as it says, and the first of
/// them says whether they can be encoded.
pub(super) fn visited(element: &Type, count: usize) -> usize {
    if takes_octets(element) {
        count
    } else {
        count.min(1)
    }
}

/// Whether each value of the type takes an octet or more.
pub(super) fn takes_octets(ty: &Type) -> bool {
    match ty {
        Type::Error | Type::Never | Type::Null => false,
        Type::Bool
        | Type::Int
        | Type::Float
        | Type::Text
        | Type::Literals(_)
        | Type::Bytes
        | Type::Time
        | Type::Json
        | Type::Secret
        | Type::Headers
        | Type::Optional(_)
        | Type::List(_) => true,
        Type::Record(record) => record.fields.iter().any(|field| takes_octets(&field.ty)),
    }
}

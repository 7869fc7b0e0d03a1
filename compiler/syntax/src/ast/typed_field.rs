//! A member in the settings `query` and `headers` of a trigger.

use super::{Expression, TypeField};

/// `page: int = 1`
#[derive(Clone, Debug, PartialEq)]
pub struct TypedField {
    /// Its name and type.
    pub field: TypeField,
    /// Its default.
    pub default: Option<Expression>,
}

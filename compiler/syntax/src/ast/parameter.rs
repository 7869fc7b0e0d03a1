//! Parameters of functions and of workflows that are called.

use super::{Name, TypeExpression};

/// `id: text`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeExpression,
}

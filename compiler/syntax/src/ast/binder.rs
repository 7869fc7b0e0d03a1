//! The names that statements bind.

use super::code::StatementKind;
use super::{Name, TypeExpression};

/// A name that a statement binds.
#[derive(Clone, Copy, Debug)]
pub enum Binder<'t> {
    /// A value, for the lines after it.
    Value {
        /// The name.
        name: &'t Name,
        /// The type, if written.
        ty: Option<&'t TypeExpression>,
    },
    /// A value that may be assigned again, for the lines after it.
    Variable(&'t Name),
    /// A failure, in the block that catches it.
    Failure(&'t Name),
}

impl StatementKind {
    /// The name that the statement binds, where it binds one.
    #[must_use]
    pub fn binder(&self) -> Option<Binder<'_>> {
        match self {
            StatementKind::Let { name, ty, value: _ } => Some(Binder::Value {
                name,
                ty: ty.as_ref(),
            }),
            StatementKind::Try { error, .. } => error.as_ref().map(Binder::Failure),
            StatementKind::NotBuilt { feature: _, binds } => binds.as_ref().map(Binder::Variable),
            StatementKind::Expression(_)
            | StatementKind::Respond(_)
            | StatementKind::Fail { message: _ }
            | StatementKind::Error => None,
        }
    }
}

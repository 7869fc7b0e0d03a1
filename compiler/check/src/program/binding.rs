//! Names bound to values.

use flowright_diagnostics::Span;
use flowright_stdlib::types::{Field, Origin, Type};

/// A binding of a function or workflow: a parameter, a `let`, the `e` of a `catch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BindingId(pub u32);

/// The name, type and span of a binding.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Its name.
    pub name: Box<str>,
    /// Its type.
    pub ty: Type,
    /// The span of its name.
    pub span: Span,
}

/// The type of the `e` in a `catch`: `code`, `message`, `step`, `status`.
#[must_use]
pub fn failure_type() -> Type {
    let field = |name: &str, ty: Type| Field {
        name: name.into(),
        ty,
    };
    let fields = vec![
        field("code", Type::Text),
        field("message", Type::Text),
        field("step", Type::Text),
        field("status", Type::Int.optional()),
    ];
    Type::record_of(Origin::Failure, fields)
}

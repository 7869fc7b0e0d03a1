//! Types as written.

use flowright_diagnostics::Span;

use super::{Doc, Feature, Name};

/// A type as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeExpression {
    /// The kind of type.
    pub kind: TypeKind,
    /// Its span.
    pub span: Span,
}

/// The kinds of written types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// `text`, `Push`: a built-in or declared type.
    Name(Name),
    /// `T?`
    Optional(Box<TypeExpression>),
    /// `[T]`
    List(Box<TypeExpression>),
    /// `map<T>`
    Map(Box<TypeExpression>),
    /// `ref customers`: a row of a collection.
    Reference(Name),
    /// `{ a: T, b: U? }`
    Record(Vec<TypeField>),
    /// `"a"`
    Literal(Name),
    /// `A | B`, with two or more members.
    Union(Vec<TypeExpression>),
    /// A kind that the compiler does not support yet.
    NotBuilt(Feature),
    /// Could not be parsed.
    Error,
}

/// `email: text?`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeField {
    /// The doc comment above it.
    pub doc: Option<Doc>,
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeExpression,
}

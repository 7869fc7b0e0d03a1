//! Patterns of `match` arms.

use flowright_diagnostics::Span;

use super::{FloatLiteral, Name};

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The kind of pattern.
    pub kind: PatternKind,
    /// Its span.
    pub span: Span,
}

/// The kinds of patterns.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternKind {
    /// `_`
    Any,
    /// `null`
    Null,
    /// `true`
    Bool(bool),
    /// `1`, `-1`
    Int(i64),
    /// `1.5`, `-1.5`
    Float(FloatLiteral),
    /// `"a"`, without interpolation.
    Text(Box<str>),
    /// `Push`, `Push as p`: a variant of a union of records.
    Variant {
        /// The type.
        name: Name,
        /// The name of the value in the arm.
        binding: Option<Name>,
    },
    /// Could not be parsed.
    Error,
}

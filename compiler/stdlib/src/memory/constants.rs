//! Data that a program's code refers to by index.

use crate::decode::Shape;
use crate::pattern::Patterns;
use crate::types::Type;

/// The constant texts of a program, concatenated, and the types and decoding plans that its code refers to.
///
/// Invariant: neither the texts nor the types are moved or written during their lifetime, so
/// machine code may hold addresses into both. A context shares this struct through an `Arc`, so it
/// is not moved as a whole either, which would invalidate the provenance exposed for them.
#[derive(Debug, Default)]
pub struct Constants {
    /// Constant texts, UTF-8.
    pub data: Box<[u8]>,
    /// Types, by the index that instructions use.
    pub types: Box<[Type]>,
    /// Decoding plans, by the index that instructions use.
    pub shapes: Box<[Shape]>,
    /// The compiled form of those texts that have been used as regular expressions.
    pub patterns: Patterns,
}

impl Constants {
    /// The type at that index; [`Type::Error`] if there is none.
    #[must_use]
    pub fn type_at(&self, index: u32) -> &Type {
        self.types.get(index as usize).unwrap_or(&Type::Error)
    }

    /// The decoding plan at that index; [`Shape::Nothing`] if there is none.
    #[must_use]
    pub fn shape_at(&self, index: u32) -> &Shape {
        self.shapes.get(index as usize).unwrap_or(&Shape::Nothing)
    }
}

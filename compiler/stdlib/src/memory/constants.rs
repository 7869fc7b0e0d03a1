//! What the code of a program refers to by index.

use crate::types::Type;

/// The constant texts of a program, one after the other, and the types that its code names.
///
/// Invariant: neither moves or is written while it lives, so machine code may hold addresses into both. A context shares it by an `Arc`,
/// so it is not moved as a whole either, which would invalidate what was exposed for them.
#[derive(Debug, Default)]
pub struct Constants {
    /// Constant texts, UTF-8.
    pub data: Box<[u8]>,
    /// Types, by the index that instructions name them by.
    pub types: Box<[Type]>,
}

impl Constants {
    /// The type of that index; [`Type::Error`] where there is none.
    #[must_use]
    pub fn type_at(&self, index: u32) -> &Type {
        self.types.get(index as usize).unwrap_or(&Type::Error)
    }
}

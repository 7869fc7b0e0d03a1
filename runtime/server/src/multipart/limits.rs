//! The limits of a body in parts, beyond its size.

/// The most parts of a body.
pub const MOST_PARTS: usize = 1000;

/// The longest head of a part, in bytes.
pub const MOST_HEAD: usize = 8192;

//! The limits of a multipart body, in addition to its size.

/// The maximum number of parts of a body.
pub const MOST_PARTS: usize = 1000;

/// The maximum size of the head of a part, in bytes.
pub const MOST_HEAD: usize = 8192;

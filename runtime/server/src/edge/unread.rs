//! Why a single value of a request cannot be read.

/// Why there is no single value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is absent or empty.
    Absent,
    /// It occurs several times.
    Repeated,
    /// The body is not JSON, or does not have a text at the path.
    Malformed,
}

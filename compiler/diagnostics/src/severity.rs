//! What kind of finding a diagnostic is.

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The program is built, and something looks wrong.
    Warning,
    /// The program is not built.
    Error,
}

/// How an editor may draw the text that a finding points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// It could go, and nothing would change: drawn faint.
    Unnecessary,
}

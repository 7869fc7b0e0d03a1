//! The severity of a diagnostic, and tags for editors.

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The program is built, but something looks wrong.
    Warning,
    /// The program is not built.
    Error,
}

/// How an editor may display the text of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// It could be removed without effect; shown faded.
    Unnecessary,
}

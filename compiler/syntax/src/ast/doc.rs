//! Doc comments.

/// A `///` comment: its lines joined by newlines, without the slashes and the one space after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doc {
    /// The text.
    pub text: Box<str>,
}

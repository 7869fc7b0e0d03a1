//! How the brackets of a run are laid out.

/// What becomes of the brackets of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Each pair is broken for itself.
    Plain,
    /// The same, and a comma follows the last of what is broken between parentheses or brackets.
    Listed,
    /// Braces are broken together with all that is around them.
    Shared,
}

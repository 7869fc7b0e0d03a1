//! The layout of brackets in a run.

/// The layout of brackets in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Each pair is broken separately.
    Plain,
    /// The same, with a trailing comma in broken parentheses or square brackets.
    Listed,
    /// Braces are broken together with everything around them.
    Shared,
}

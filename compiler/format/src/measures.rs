//! The dimensions of the style.

/// The maximum line width, where lines can be broken.
pub const WIDTH: usize = 100;

/// The indentation of nested contents.
pub(crate) const INDENT: isize = 2;

//! The measures of the style.

/// How long a line is at most, where it can be broken.
pub const WIDTH: usize = 100;

/// How far what is inside of something stands to the right of it.
pub(crate) const INDENT: isize = 2;

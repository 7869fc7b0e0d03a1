//! The reader's position in a body.

use std::fmt;

/// The path from the root to the current value, for messages. The reader of each list and object on
/// the path holds one step.
#[derive(Clone, Copy)]
pub(super) enum Trail<'t> {
    /// The root.
    Whole,
    /// A field of the parent.
    Field(&'t Trail<'t>, &'t str),
    /// An element of the parent.
    Element(&'t Trail<'t>, usize),
}

impl fmt::Display for Trail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trail::Whole => Ok(()),
            Trail::Field(Trail::Whole, name) => f.write_str(name),
            Trail::Field(record, name) => write!(f, "{record}.{name}"),
            Trail::Element(list, index) => write!(f, "{list}[{index}]"),
        }
    }
}

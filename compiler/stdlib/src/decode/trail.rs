//! Where in a body its reader is.

use std::fmt;

/// The way from the whole to the value at hand, for messages. Each list and object on the way holds one step.
#[derive(Clone, Copy)]
pub(super) enum Trail<'t> {
    /// The whole.
    Whole,
    /// A field of what is there.
    Field(&'t Trail<'t>, &'t str),
    /// An element of what is there.
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

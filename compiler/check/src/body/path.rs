//! Paths, of which something can be known.

use crate::program::{BindingId, ContextMember};

/// A binding or a member of `context`, and fields of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    pub root: Root,
    pub fields: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    Binding(BindingId),
    Context(ContextMember),
}

/// Something that is known.
#[derive(Clone, Debug)]
pub(crate) enum Known {
    /// The path is not null.
    NotNull(Path),
    /// The variable was assigned: what was known of it before is no longer.
    Assigned(BindingId),
}

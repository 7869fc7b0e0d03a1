//! Paths, the subjects of null narrowing.

use crate::program::{BindingId, ContextMember};

/// A binding or a member of `context`, followed by fields.
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

/// A fact.
#[derive(Clone, Debug)]
pub(crate) enum Known {
    /// The path is not null.
    NotNull(Path),
    /// The variable was assigned, which invalidates earlier facts about it.
    Assigned(BindingId),
}

//! Declarations with bodies.

use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use super::{Binding, BindingId, Block, Trigger};

/// `fn shorten(id: text) -> text { … }`
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: Box<str>,
    /// Its parameters, each one of `bindings`.
    pub parameters: Vec<BindingId>,
    /// The type of its value.
    pub returns: Type,
    /// Everything bound in it.
    pub bindings: Vec<Binding>,
    /// Its body, whose value has the type `returns`.
    pub body: Block,
    /// Where its name stands.
    pub span: Span,
}

/// `workflow contact_form { … }`
#[derive(Clone, Debug)]
pub struct Workflow {
    /// Its name.
    pub name: Box<str>,
    /// Its trigger.
    pub trigger: Trigger,
    /// Everything bound in it.
    pub bindings: Vec<Binding>,
    /// Its statements. Every path through them ends in exactly one `respond` or in a failure.
    pub body: Block,
    /// Where its name stands.
    pub span: Span,
}

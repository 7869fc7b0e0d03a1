//! Declarations with bodies.

use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use super::{Binding, BindingId, Block, Trigger};

/// `fn shorten(id: text) -> text { … }`
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: Box<str>,
    /// Its parameters, all of which are in `bindings`.
    pub parameters: Vec<BindingId>,
    /// The type of its result.
    pub returns: Type,
    /// All its bindings.
    pub bindings: Vec<Binding>,
    /// Its body, whose value has the type `returns`.
    pub body: Block,
    /// The span of its name.
    pub span: Span,
}

/// `workflow invoice { trigger call (order: Order) -> int … }`: a workflow that other workflows run
/// as a part.
#[derive(Clone, Debug)]
pub struct CalledWorkflow {
    /// Its name.
    pub name: Box<str>,
    /// Its parameters, all of which are in `bindings`.
    pub parameters: Vec<BindingId>,
    /// The type of its result; null if it yields none.
    pub returns: Type,
    /// All its bindings.
    pub bindings: Vec<Binding>,
    /// Its statements. Its value has the type `returns`; its type is never if it always fails.
    pub body: Block,
    /// The span of its name.
    pub span: Span,
}

/// `workflow contact_form { … }`, started by its trigger.
#[derive(Clone, Debug)]
pub struct Workflow {
    /// Its name.
    pub name: Box<str>,
    /// Its trigger.
    pub trigger: Trigger,
    /// All its bindings.
    pub bindings: Vec<Binding>,
    /// Its statements. Every path through them ends with exactly one `respond`, or with a failure.
    pub body: Block,
    /// The span of its name.
    pub span: Span,
}

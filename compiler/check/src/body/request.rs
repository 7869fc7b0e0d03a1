//! What a workflow knows of the request that starts it.

use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use crate::program::Binding;

/// What a request is to the body of its workflow.
#[derive(Debug)]
pub(crate) struct Request {
    /// The bindings of the trigger's `when`, which come before those of the body.
    pub when: Vec<Binding>,
    pub data: Data,
    /// The parameters of the path; unknown where the trigger was not understood.
    pub params: Option<Vec<PathParameter>>,
    /// Where the path is written.
    pub path_span: Span,
}

/// A parameter of the path.
#[derive(Clone, Debug)]
pub(crate) struct PathParameter {
    pub name: Box<str>,
    pub ty: Type,
    pub span: Span,
}

/// What `context.data` is.
#[derive(Clone, Debug)]
pub(crate) enum Data {
    /// A value of that type.
    Of(Type),
    /// There is none, because the trigger says so here; whether that is written.
    None { span: Span, written: bool },
}

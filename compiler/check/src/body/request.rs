//! What a workflow knows about the request that starts it.

use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use crate::program::Binding;

/// The request, as seen by the body of its workflow.
#[derive(Debug)]
pub(crate) struct Request {
    /// The bindings of the trigger, which precede the bindings of the body.
    pub before: Vec<Binding>,
    pub data: Data,
    /// The span of the trigger's `verify`, if it does not identify the caller.
    pub nobody_named: Option<Span>,
    /// The path parameters; `None` if the trigger had errors.
    pub params: Option<Vec<PathParameter>>,
    /// The declared query parameters.
    pub query: Option<DeclaredMembers>,
    /// The declared headers.
    pub headers: Option<DeclaredMembers>,
    /// The span of the path.
    pub path_span: Span,
}

/// A path parameter.
#[derive(Clone, Debug)]
pub(crate) struct PathParameter {
    pub name: Box<str>,
    pub ty: Type,
    pub span: Span,
}

/// The query parameters or headers that a trigger declares.
#[derive(Clone, Debug)]
pub(crate) struct DeclaredMembers {
    /// Their record; `Error` if the setting had errors.
    pub ty: Type,
    /// The span of the setting.
    pub span: Span,
}

/// The content of `context.data`.
#[derive(Clone, Debug)]
pub(crate) enum Data {
    /// A value of that type.
    Of(Type),
    /// The trigger declares no body at `span`; `written` is whether it does so explicitly.
    None { span: Span, written: bool },
}

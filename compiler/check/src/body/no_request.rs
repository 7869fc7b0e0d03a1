//! Workflows that are called have no request.

use flowright_diagnostics::{Code, Diagnostic, Span};

/// `E0530`: a member of the request is used in a workflow that has no request.
pub(super) fn no_request(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::NoRequest, span, what).label("only the webhook has a request")
}

//! A workflow that is called has no request.

use flowright_diagnostics::{Code, Diagnostic, Span};

/// `E0530`: something that belongs to a request, in a workflow that has none.
pub(super) fn no_request(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::NoRequest, span, what).label("only the webhook has a request")
}

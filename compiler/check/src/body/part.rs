//! Parts: code that runs separately from the code around it.

use flowright_diagnostics::{Code, Diagnostic, Span};

use crate::program::BindingId;

/// The part that is being checked.
pub(super) struct Part {
    kind: PartKind,
    /// The ID of the first binding of the part; bindings with lower IDs are outside of it.
    first: u32,
    /// Whether the part is inside a loop, or is an iteration of one.
    is_in_a_loop: bool,
}

/// The kinds of parts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    /// A branch of `parallel`.
    Branch,
    /// An iteration of `for … at once`.
    Iteration,
    /// A `transaction`.
    Transaction,
}

impl Part {
    pub(super) fn new(kind: PartKind, first: u32, is_in_a_loop: bool) -> Part {
        Part {
            kind,
            first,
            is_in_a_loop: is_in_a_loop || kind == PartKind::Iteration,
        }
    }

    /// Whether a binding is outside of the part.
    pub(super) fn is_outside(&self, binding: BindingId) -> bool {
        binding.0 < self.first
    }

    pub(super) fn is_in_a_loop(&self) -> bool {
        self.is_in_a_loop
    }

    pub(super) fn is_transaction(&self) -> bool {
        self.kind == PartKind::Transaction
    }

    /// `E0519`: a statement that would affect the code outside of the part, such as "`break` cannot
    /// leave".
    pub(super) fn left_by(&self, span: Span, what: &str) -> Diagnostic {
        let (part, label) = match self.kind {
            PartKind::Branch => (
                "a branch of `parallel`",
                "the other parts are still running",
            ),
            PartKind::Iteration => (
                "an iteration of `for … at once`",
                "the other parts are still running",
            ),
            PartKind::Transaction => ("a transaction", "nothing is committed yet"),
        };
        Diagnostic::new(Code::LeavesPart, span, format!("{what} {part}")).label(label)
    }
}

//! The collection of a step.

use flowright_diagnostics::Span;
use flowright_stdlib::query::{RowOperation, RowOperationKind};
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;

use super::checked::CheckedStep;
use crate::program::{Expression, StepKind};

/// The collection of a step.
pub(super) struct Target<'g> {
    pub index: usize,
    pub collection: &'g Collection,
    pub declared: Span,
    pub spans: &'g [Span],
}

impl Target<'_> {
    pub fn span_of(&self, field: usize) -> Span {
        self.spans.get(field).copied().unwrap_or(self.declared)
    }

    /// A step that performs this operation on the rows.
    pub fn step(&self, kind: RowOperationKind, operands: Vec<Expression>, ty: Type) -> CheckedStep {
        let collection = self.index;
        CheckedStep {
            kind: StepKind::Row(RowOperation { collection, kind }),
            operands,
            ty,
        }
    }
}

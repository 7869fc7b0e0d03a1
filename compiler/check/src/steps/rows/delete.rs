//! `delete C where …`

use flowright_diagnostics::Span;
use flowright_stdlib::query::RowOperationKind;
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use crate::body::Checker;
use crate::steps::checked::CheckedStep;

use super::meant::Rows;

impl Checker<'_> {
    pub(in crate::steps) fn delete(
        &mut self,
        step: &ast::DeleteStep,
        span: Span,
    ) -> Option<CheckedStep> {
        let target = self.target(&step.collection)?;
        let rows = Rows {
            step: "delete",
            span,
            condition: step.condition.as_ref(),
            all: step.all,
        };
        let condition = self.rows(&target, &rows)?;
        let mut operands = Vec::new();
        let condition = self.predicate(&target, condition, &mut operands)?;
        let kind = RowOperationKind::Delete { condition };
        Some(target.step(kind, operands, Type::Int))
    }
}

//! `find one C where …`

use flowright_diagnostics::Span;
use flowright_stdlib::query::RowOperationKind;
use flowright_syntax::ast;

use crate::body::Checker;
use crate::steps::checked::CheckedStep;
use crate::steps::missing_where;
use crate::unbuilt;

impl Checker<'_> {
    pub(in crate::steps) fn find_one(
        &mut self,
        step: &ast::FindStep,
        span: Span,
    ) -> Option<CheckedStep> {
        for clause in &step.clauses {
            self.report(unbuilt::feature(clause.span, clause.feature));
        }
        let target = self.target(&step.collection)?;
        let Some(condition) = &step.condition else {
            let help = "write which: `find one … where .id == id`";
            self.report(missing_where(span, "find one", help));
            return None;
        };
        self.columns = Some(target.collection);
        let condition = self.row_condition(&target, condition);
        self.columns = None;
        let mut operands = Vec::new();
        let kind = RowOperationKind::FindOne {
            condition: condition?.with_operands(&mut operands),
        };
        let ty = self.row(&target, false).optional();
        Some(target.step(kind, operands, ty))
    }
}

//! `create C { … }`, `create C from list`

use flowright_stdlib::query::RowOperationKind;
use flowright_syntax::ast;

use crate::body::Checker;
use crate::steps::checked::CheckedStep;
use crate::steps::row_fields::{lacking, row_field};
use crate::steps::target::Target;

use super::Outcome;

impl Checker<'_> {
    pub(in crate::steps) fn create(&mut self, step: &ast::CreateStep) -> Option<CheckedStep> {
        let Some(target) = self.target(&step.collection) else {
            self.drop_entries(&step.entries);
            return None;
        };
        if let Some(list) = &step.from {
            return self.create_each(&target, list);
        }
        let written = self.written(&target, &step.entries, &[]);
        let lacking = lacking(target.collection, &[&written]);
        if !lacking.is_empty() && !written.is_unclear {
            let report = row_field(&target, &lacking, step.collection.span);
            self.report(report);
        }
        let written = self.with_drawn(&target, written, &[], step.collection.span);
        let ty = self.row(&target, Outcome::Nothing);
        let kind = RowOperationKind::Create {
            fields: written.fields,
        };
        Some(target.step(kind, written.values, ty))
    }

    fn create_each(&mut self, target: &Target<'_>, list: &ast::Expression) -> Option<CheckedStep> {
        let rows = self.rows_of_list(target, list, &[])?;
        let ty = self.row(target, Outcome::Nothing).list();
        let fields = rows.given.into_iter().chain(rows.drawn).collect();
        let kind = RowOperationKind::CreateEach { fields };
        Some(target.step(kind, vec![rows.list], ty))
    }
}

//! `update C where … set { … }`

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::query::{Assignment, RowOperationKind};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use crate::body::{Checker, GivenBy, Reason};
use crate::steps::checked::CheckedStep;
use crate::steps::condition::Term;
use crate::steps::row_fields::NULL_STAYS;

use super::meant::Rows;

impl Checker<'_> {
    pub(in crate::steps) fn update(
        &mut self,
        step: &ast::UpdateStep,
        span: Span,
    ) -> Option<CheckedStep> {
        let target = self.target(&step.collection)?;
        let rows = Rows {
            step: "update",
            span,
            condition: step.condition.as_ref(),
            all: step.all,
        };
        let condition = self.rows(&target, &rows)?;
        if step.entries.is_empty() {
            let report = sets_nothing(span);
            self.report(report);
        }
        self.no_omission(&step.entries, NULL_STAYS);
        let mut set = Vec::with_capacity(step.entries.len());
        let mut gathered = self.gathered(&step.entries);
        for (name, by) in std::mem::take(&mut gathered.fields) {
            let field = match by {
                GivenBy::Entry(entry) => self.writable(&target, &entry.name),
                GivenBy::Spread(_) => self.copied_field(&target, &name, &[]),
            };
            let Some(field) = field else {
                continue;
            };
            let Some(column) = target.collection.fields.get(field) else {
                continue;
            };
            let reason = Reason::Column {
                field: &column.name,
                collection: &target.collection.name,
                span: target.span_of(field),
            };
            let entry = match by {
                GivenBy::Entry(entry) => entry,
                GivenBy::Spread(own) => {
                    let value = self.spread_as(&mut gathered, own, &column.ty, &reason);
                    set.push((field, Term::Value(value)));
                    continue;
                }
            };
            let term = match &entry.value {
                Some(value) => {
                    self.columns = Some(target.collection);
                    let value = self.new_value(&target, value, &column.ty, &reason);
                    self.columns = None;
                    value
                }
                None => {
                    let value = self.shorthand(&entry.name, &column.ty, &reason);
                    Some(Term::Value(value))
                }
            };
            set.extend(term.map(|term| (field, term)));
        }
        let mut operands = Vec::new();
        let condition = self.predicate(&target, condition, &mut operands)?;
        let set = set.into_iter().map(|(field, term)| Assignment {
            field,
            value: term.with_operands(&mut operands),
        });
        let set = set.collect();
        let kind = RowOperationKind::Update { condition, set };
        Some(target.step(kind, operands, Type::Int))
    }
}

/// `E0505`: an update that changes nothing.
fn sets_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(Code::RowField, span, "this `update` sets no field")
        .label("changes nothing")
        .help("write what to change: `set { field: value }`")
}

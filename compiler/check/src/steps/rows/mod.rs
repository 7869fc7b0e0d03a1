//! Steps on the rows of a collection, one file per step.

mod create;
mod delete;
mod from_list;
mod list_reports;
mod meant;
mod query;
mod query_reports;
mod update;
mod upsert;

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::{Field, Origin, Type};
use flowright_syntax::ast::Name;

use super::target::Target;
use crate::body::Checker;
use crate::declare::Thing;

/// What the result of a step contains besides the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing.
    Nothing,
    /// `.created` and `.changed`, of an upsert.
    Upserted,
}

impl<'a> Checker<'a> {
    pub(in crate::steps) fn target(&mut self, name: &Name) -> Option<Target<'a>> {
        if let Some(report) = self.row_for_rows(name) {
            self.report(report);
            return None;
        }
        let index = self.globals.thing(name, Thing::Collection, self.reports)?;
        let declared = self.globals.program.collections.get(index)?;
        let spans = self.globals.field_spans.get(index)?;
        Some(Target {
            index,
            collection: &declared.value,
            declared: declared.span,
            spans,
        })
    }

    /// `E0105`: a row where a collection is expected; `None` if the name is not a row.
    fn row_for_rows(&self, name: &Name) -> Option<Diagnostic> {
        if self.globals.things.get(&name.text).is_some() {
            return None;
        }
        let binding = self.binding(self.visible(&name.text)?)?;
        let Type::Record(record) = binding.ty.without_null() else {
            return None;
        };
        let Origin::Row(rows) = &record.origin else {
            return None;
        };
        let row = &name.text;
        let meant = format!("{rows} where .id == {row}.id");
        Some(
            Diagnostic::new(
                Code::UnknownDeclaration,
                name.span,
                format!("`{row}` is a row, not a collection"),
            )
            .label("a collection is expected here")
            .because(binding.span, format!("a row of `{rows}`"))
            .fix(
                format!("select the row: `{meant}`"),
                vec![Edit {
                    span: name.span,
                    text: meant,
                }],
                Applicability::Unsafe,
            ),
        )
    }

    /// The type of a row of the collection, followed by the additional fields of the step's result.
    fn row(&mut self, target: &Target<'_>, outcome: Outcome) -> Type {
        let fields = target.collection.fields.iter().map(|field| Field {
            name: field.name.clone(),
            ty: field.ty.clone(),
        });
        let told: &[&str] = match outcome {
            Outcome::Nothing => &[],
            Outcome::Upserted => &["created", "changed"],
        };
        let told_fields = told.iter().map(|name| Field {
            name: (*name).into(),
            ty: Type::Bool,
        });
        let origin = Origin::Row(target.collection.name.clone());
        let ty = Type::record_of(origin, fields.chain(told_fields).collect());
        let declared = target.spans.iter().skip(1).copied().map(Some);
        let mut spans: Vec<Option<Span>> = [None].into_iter().chain(declared).collect();
        spans.extend(told.iter().map(|_| None));
        self.reports.index.record(&ty, spans);
        ty
    }
}

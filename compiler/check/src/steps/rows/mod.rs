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

use flowright_diagnostics::Span;
use flowright_stdlib::types::{Field, Origin, Type};
use flowright_syntax::ast::Name;

use super::target::Target;
use crate::body::Checker;
use crate::declare::Thing;

/// What the result of a step says besides the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing.
    Nothing,
    /// `.created` and `.changed`, of an upsert.
    Upserted,
}

impl<'a> Checker<'a> {
    pub(in crate::steps) fn target(&mut self, name: &Name) -> Option<Target<'a>> {
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

    /// The type of a row of the collection, with what else the step tells after its fields.
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

//! `create`, `upsert`, `find one`, `update`.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::query::{Assignment, Predicate};
use flowright_stdlib::types::{Field, Origin, Type};
use flowright_syntax::ast::{self, Name};

use super::checked::CheckedStep;
use super::condition::Term;
use super::missing_where;
use super::row_fields::{NULL_STAYS, all_known, lacking, row_field};
use super::target::Target;
use crate::body::{Checker, Reason};
use crate::declare::Thing;
use crate::declare::collections::{column, unknown_field};
use crate::program::StepKind;
use crate::words;

impl<'a> Checker<'a> {
    pub(super) fn target(&mut self, name: &Name) -> Option<Target<'a>> {
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

    /// The type of a row of the collection, and with `created` as an upsert gives it.
    fn row(&mut self, target: &Target<'_>, created: bool) -> Type {
        let fields = target.collection.fields.iter().map(|field| Field {
            name: field.name.clone(),
            ty: field.ty.clone(),
        });
        let created_field = created.then(|| Field {
            name: "created".into(),
            ty: Type::Bool,
        });
        let origin = Origin::Row(target.collection.name.clone());
        let ty = Type::record_of(origin, fields.chain(created_field).collect());
        let declared = target.spans.iter().skip(1).copied().map(Some);
        let mut spans: Vec<Option<Span>> = [None].into_iter().chain(declared).collect();
        spans.extend(created.then_some(None));
        self.reports.index.record(&ty, spans);
        ty
    }

    pub(super) fn create(&mut self, step: &ast::CreateStep, span: Span) -> Option<CheckedStep> {
        let Some(target) = self.target(&step.collection) else {
            self.drop_entries(&step.entries);
            return None;
        };
        let (columns, operands) = self.written(&target, &step.entries);
        let lacking = lacking(target.collection, &[&step.entries]);
        if !lacking.is_empty() && all_known(target.collection, &step.entries) {
            let report = row_field(&target, &lacking, step.collection.span);
            self.report(report);
        }
        let _ = span;
        let ty = self.row(&target, false);
        let kind = StepKind::Create {
            collection: target.index,
            columns,
        };
        Some(CheckedStep { kind, operands, ty })
    }

    pub(super) fn upsert(&mut self, step: &ast::UpsertStep, span: Span) -> Option<CheckedStep> {
        let Some(target) = self.target(&step.collection) else {
            self.drop_entries(&step.entries);
            self.drop_entries(&step.on_create);
            return None;
        };
        let unique = self.by(&target, step, span);
        let (columns, mut operands) = self.written(&target, &step.entries);
        let (on_create, more) = self.written(&target, &step.on_create);
        operands.extend(more);
        for entry in &step.on_create {
            let first = step
                .entries
                .iter()
                .find(|first| first.name.text == entry.name.text);
            if let Some(first) = first {
                let report = crate::names::declared_twice(&entry.name, first.name.span);
                self.report(report);
            }
        }
        let lacking = lacking(target.collection, &[&step.entries, &step.on_create]);
        let by = |name: &&str| step.by.iter().any(|one| &*one.text == *name);
        let lacking: Vec<&str> = lacking.into_iter().filter(|name| !by(name)).collect();
        let known = all_known(target.collection, &step.entries)
            && all_known(target.collection, &step.on_create);
        if !lacking.is_empty() && known {
            let report = row_field(&target, &lacking, step.collection.span);
            self.report(report);
        }
        let ty = self.row(&target, true);
        let kind = StepKind::Upsert {
            collection: target.index,
            unique: unique?,
            columns,
            on_create,
        };
        Some(CheckedStep { kind, operands, ty })
    }

    /// The `unique` that an upsert goes by; all its fields are written.
    fn by(&mut self, target: &Target<'_>, step: &ast::UpsertStep, span: Span) -> Option<usize> {
        let mut columns = Vec::with_capacity(step.by.len());
        for name in &step.by {
            match target.collection.field(&name.text) {
                Some((index, _)) => {
                    let meaning = column(target.spans, index);
                    self.reports.index.name(name.span, meaning);
                    columns.push(index);
                }
                None => {
                    let report = unknown_field(target.collection, target.declared, name);
                    self.report(report);
                    return None;
                }
            }
        }
        columns.sort_unstable();
        let found = target.collection.unique.iter().position(|unique| {
            let mut unique = unique.clone();
            unique.sort_unstable();
            unique == columns
        });
        if found.is_none() {
            let at = match (step.by.first(), step.by.last()) {
                (Some(first), Some(last)) => first.span.to(last.span),
                _ => span,
            };
            let report = not_unique(target, step, at);
            self.report(report);
            return None;
        }
        for name in &step.by {
            let written = step
                .entries
                .iter()
                .any(|entry| entry.name.text == name.text);
            if !written {
                let report = row_field(target, &[&name.text], name.span)
                    .note("an upsert finds its row by this field, so it is written");
                self.report(report);
            }
        }
        found
    }

    pub(super) fn find_one(&mut self, step: &ast::FindStep, span: Span) -> Option<CheckedStep> {
        for clause in &step.clauses {
            self.report(words::feature(clause.span, clause.feature));
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
        let kind = StepKind::FindOne {
            collection: target.index,
            condition: condition?.with_operands(&mut operands),
        };
        let ty = self.row(&target, false).optional();
        Some(CheckedStep { kind, operands, ty })
    }

    pub(super) fn update(&mut self, step: &ast::UpdateStep, span: Span) -> Option<CheckedStep> {
        let target = self.target(&step.collection)?;
        let condition = match (&step.condition, step.all) {
            (Some(condition), _) => {
                self.columns = Some(target.collection);
                let condition = self.row_condition(&target, condition);
                self.columns = None;
                Some(condition)
            }
            (None, Some(_)) => None,
            (None, None) => {
                let help = "write which: `where .id == id`; or `all`, if every row is meant";
                self.report(missing_where(span, "update", help));
                return None;
            }
        };
        if step.entries.is_empty() {
            let report = sets_nothing(span);
            self.report(report);
        }
        self.no_omission(&step.entries, NULL_STAYS);
        let mut set = Vec::with_capacity(step.entries.len());
        for entry in self.once(&step.entries) {
            let Some(field) = self.writable(&target, &entry.name) else {
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
        let condition = match condition {
            Some(condition) => condition?.with_operands(&mut operands),
            None => Predicate::All,
        };
        let set = set.into_iter().map(|(field, term)| Assignment {
            field,
            value: term.with_operands(&mut operands),
        });
        let set = set.collect();
        let kind = StepKind::Update {
            collection: target.index,
            condition,
            set,
        };
        Some(CheckedStep {
            kind,
            operands,
            ty: Type::Int,
        })
    }
}

/// `E0505`: an update that changes nothing.
fn sets_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(Code::RowField, span, "this `update` sets no field")
        .label("changes nothing")
        .help("write what changes: `set { field: value }`")
}

/// `E0507`: fields that are not declared unique.
fn not_unique(target: &Target<'_>, step: &ast::UpsertStep, span: Span) -> Diagnostic {
    let names: Vec<&str> = step.by.iter().map(|name| &*name.text).collect();
    let names = names.join(", ");
    let collection = target.collection;
    let report = Diagnostic::new(
        Code::NotUnique,
        span,
        format!("`{}` has no `unique ({names})`", collection.name),
    )
    .label("nothing keeps two rows from sharing this")
    .because(target.declared, "the collection is declared here");
    let report = if collection.unique.is_empty() {
        report
    } else {
        let declared: Vec<String> = collection
            .unique
            .iter()
            .map(|unique| {
                let names = unique
                    .iter()
                    .filter_map(|index| collection.fields.get(*index));
                let names: Vec<&str> = names.map(|field| &*field.name).collect();
                format!("`unique ({})`", names.join(", "))
            })
            .collect();
        report.note(format!("it has {}", declared.join(", ")))
    };
    report.help(format!("add `unique ({names})` to the collection"))
}

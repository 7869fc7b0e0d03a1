//! `upsert C by (…) { …, on create { … } }`, `upsert C by (…) where … { … }`,
//! `upsert C by (…) from list`

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::query::{Predicate, RowOperationKind};
use flowright_syntax::ast;

use crate::body::Checker;
use crate::declare::collections::{column, unknown_field};
use crate::steps::checked::CheckedStep;
use crate::steps::row_fields::{Written, lacking, row_field};
use crate::steps::target::Target;

use super::Outcome;

impl Checker<'_> {
    pub(in crate::steps) fn upsert(
        &mut self,
        step: &ast::UpsertStep,
        span: Span,
    ) -> Option<CheckedStep> {
        let Some(target) = self.target(&step.collection) else {
            self.drop_entries(&step.entries);
            self.drop_entries(&step.on_create);
            return None;
        };
        if let Some(list) = &step.from {
            return self.upsert_each(&target, step, list, span);
        }
        let condition = step.condition.as_ref();
        let condition = condition.map(|condition| self.where_condition(&target, condition));
        let written = self.written(&target, &step.entries, &[]);
        let unique = self.by(&target, step, Some(&written), span);
        let on_create = self.written(&target, &step.on_create, &written.fields);
        for entry in step.on_create.iter().filter(|entry| !entry.spread) {
            let first = step
                .entries
                .iter()
                .find(|first| first.name.text == entry.name.text);
            if let Some(first) = first {
                let report = crate::names::declared_twice(&entry.name, first.name.span);
                self.report(report);
            }
        }
        let lacking = lacking(target.collection, &[&written, &on_create]);
        let by = |name: &&str| step.by.iter().any(|one| &*one.text == *name);
        let lacking: Vec<&str> = lacking.into_iter().filter(|name| !by(name)).collect();
        if !lacking.is_empty() && !written.is_unclear && !on_create.is_unclear {
            let report = row_field(&target, &lacking, step.collection.span);
            self.report(report);
        }
        let at = step.collection.span;
        let on_create = self.with_drawn(&target, on_create, &written.fields, at);
        let ty = self.row(&target, Outcome::Upserted);
        let operands = written.values.into_iter().chain(on_create.values);
        let mut operands = operands.collect();
        let condition = match condition {
            Some(condition) => condition?.with_operands(&mut operands),
            None => Predicate::All,
        };
        let kind = RowOperationKind::Upsert {
            unique: unique?,
            fields: written.fields,
            on_create: on_create.fields,
            condition,
        };
        Some(target.step(kind, operands, ty))
    }

    fn upsert_each(
        &mut self,
        target: &Target<'_>,
        step: &ast::UpsertStep,
        list: &ast::Expression,
        span: Span,
    ) -> Option<CheckedStep> {
        if let Some(condition) = &step.condition {
            self.report(condition_of_list(condition.span));
            self.unread();
        }
        let unique = self.by(target, step, None, span);
        let rows = self.rows_of_list(target, list, &step.by);
        let (unique, rows) = (unique?, rows?);
        let ty = self.row(target, Outcome::Upserted).list();
        let kind = RowOperationKind::UpsertEach {
            unique,
            fields: rows.given,
            on_create: rows.drawn,
        };
        Some(target.step(kind, vec![rows.list], ty))
    }

    /// The `unique` key named by an upsert. All its fields must be among the `written` ones, if
    /// these are known.
    fn by(
        &mut self,
        target: &Target<'_>,
        step: &ast::UpsertStep,
        written: Option<&Written>,
        span: Span,
    ) -> Option<usize> {
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
        if found.is_none() && self.globals.unread_keys.get(target.index) == Some(&true) {
            return None;
        }
        if found.is_none() {
            let at = match (step.by.first(), step.by.last()) {
                (Some(first), Some(last)) => first.span.to(last.span),
                _ => span,
            };
            let report = not_unique(target, step, at);
            self.report(report);
            return None;
        }
        let Some(written) = written else {
            return found;
        };
        for name in &step.by {
            let index = target.collection.field(&name.text).map(|(index, _)| index);
            let is_written = index.is_some_and(|index| written.fields.contains(&index));
            if !is_written && !written.is_unclear {
                let report = not_written(step, name);
                self.report(report);
            }
        }
        found
    }
}

/// `E0505`: a field of the key that is not written.
fn not_written(step: &ast::UpsertStep, name: &ast::Name) -> Diagnostic {
    let field = &name.text;
    let names: Vec<&str> = step.by.iter().map(|name| &*name.text).collect();
    let report = Diagnostic::new(
        Code::RowField,
        name.span,
        format!("`upsert by ({})` needs `{field}`", names.join(", ")),
    )
    .label("`by` uses this field, but it is not written");
    let first = step.entries.first().map(|entry| entry.span.before());
    match first {
        Some(at) => report.fix(
            format!("write the field: `{field}: …`"),
            vec![Edit {
                span: at,
                text: format!("{field}: {field}, "),
            }],
            Applicability::Unsafe,
        ),
        None => report.help(format!("write the field: `{{ {field}: … }}`")),
    }
}

/// `E0518`: a condition on the rows of a list.
fn condition_of_list(span: Span) -> Diagnostic {
    Diagnostic::new(Code::QueryClause, span, "`upsert … from` takes no `where`")
        .label("remove this")
        .help("compare inside a loop: `for one in list { upsert … where .at < one.at { ...one } }`")
}

/// `E0507`: fields without a `unique` declaration.
fn not_unique(target: &Target<'_>, step: &ast::UpsertStep, span: Span) -> Diagnostic {
    let names: Vec<&str> = step.by.iter().map(|name| &*name.text).collect();
    let names = names.join(", ");
    let collection = target.collection;
    let mut report = Diagnostic::new(
        Code::NotUnique,
        span,
        format!("`{}` has no `unique ({names})`", collection.name),
    )
    .label("two rows could have the same values here")
    .because(target.declared, "the collection is declared here");
    for unique in &collection.unique {
        let fields = unique
            .iter()
            .filter_map(|index| collection.fields.get(*index));
        let fields: Vec<&str> = fields.map(|field| &*field.name).collect();
        let fields = fields.join(", ");
        report = report.fix(
            format!("to find the row by unique fields, write `by ({fields})`"),
            vec![Edit { span, text: fields }],
            Applicability::Unsafe,
        );
    }
    let fields = step.by.iter().map(|name| collection.field(&name.text));
    if fields.flatten().any(|(_, field)| field.ty.is_json_column()) {
        return report.help("`unique` takes no lists and no `json`");
    }
    match target.spans.get(1) {
        Some(first) => report.fix(
            format!("or declare it: add `unique ({names})` to the collection"),
            vec![Edit {
                span: first.before(),
                text: format!("unique ({names})\n  "),
            }],
            Applicability::Unsafe,
        ),
        None => report.help(format!("add `unique ({names})` to the collection")),
    }
}

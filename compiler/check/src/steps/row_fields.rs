//! The fields written by a row step.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name, RecordEntry};

use super::target::Target;
use crate::body::{Checker, Reason};
use crate::declare::collections::{column, unknown_field};
use crate::program::Expression;

/// Why a null in a row is not omitted.
pub(super) const NULL_STAYS: &str = "null is written to the row";

impl Checker<'_> {
    /// The fields written by a row step, and their values.
    pub(super) fn written(
        &mut self,
        target: &Target<'_>,
        entries: &[RecordEntry],
    ) -> (Vec<usize>, Vec<Expression>) {
        self.no_omission(entries, NULL_STAYS);
        let mut columns = Vec::with_capacity(entries.len());
        let mut values = Vec::with_capacity(entries.len());
        for entry in self.once(entries) {
            let Some(field) = self.writable(target, &entry.name) else {
                self.drop_entry(entry);
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
            let value = match &entry.value {
                Some(value) => self.expect(value, &column.ty, &reason),
                None => self.shorthand(&entry.name, &column.ty, &reason),
            };
            columns.push(field);
            values.push(value);
        }
        (columns, values)
    }

    /// The index of a writable field; reports an error if it is not one.
    pub(super) fn writable(&mut self, target: &Target<'_>, name: &Name) -> Option<usize> {
        if &*name.text == "id" {
            let report = not_writable(name);
            self.report(report);
            return None;
        }
        let found = target.collection.field(&name.text);
        let Some((index, _)) = found else {
            let report = unknown_field(target.collection, target.declared, name);
            self.report(report);
            return None;
        };
        let meaning = column(target.spans, index);
        self.reports.index.name(name.span, meaning);
        Some(index)
    }

    pub(super) fn drop_entries(&mut self, entries: &[RecordEntry]) {
        entries.iter().for_each(|entry| self.drop_entry(entry));
    }

    /// Checks the value of an entry whose field is not known.
    fn drop_entry(&mut self, entry: &RecordEntry) {
        if let Some(ast::ExpressionKind::List(items)) = entry.value.as_ref().map(|one| &one.kind)
            && items.is_empty()
        {
            return;
        }
        self.entry_value(entry, None);
    }
}

/// Whether all entries name fields. An entry that does not may have been meant as any missing
/// field.
pub(super) fn all_known(collection: &Collection, entries: &[RecordEntry]) -> bool {
    let mut names = entries.iter().map(|entry| &entry.name.text);
    names.all(|name| collection.field(name).is_some())
}

/// The required fields that are not written.
pub(super) fn lacking<'c>(collection: &'c Collection, entries: &[&[RecordEntry]]) -> Vec<&'c str> {
    collection
        .fields
        .iter()
        .skip(1)
        .filter(|field| {
            field.default.is_none() && !field.ty.is_nullable() && field.ty != Type::Error
        })
        .map(|field| &*field.name)
        .filter(|name| {
            let mut written = entries.iter().flat_map(|entries| entries.iter());
            !written.any(|entry| &*entry.name.text == *name)
        })
        .collect()
}

/// `E0505`: a row with a missing field.
pub(super) fn row_field(target: &Target<'_>, lacking: &[&str], span: Span) -> Diagnostic {
    let names = lacking.join("`, `");
    let collection = target.collection;
    let report = Diagnostic::new(
        Code::RowField,
        span,
        format!("a row of `{}` needs `{names}`", collection.name),
    )
    .label(format!("missing `{names}`"));
    let report = lacking
        .iter()
        .fold(report, |report, name| match collection.field(name) {
            Some((index, _)) => report.because(
                target.span_of(index),
                format!("`{name}` has no default and is not optional"),
            ),
            None => report,
        });
    let written = lacking.join(": …, ");
    report.help(format!(
        "write `{written}: …`, or give the field a default in the collection"
    ))
}

/// `E0506`: a field assigned by the store.
fn not_writable(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::NotWritable,
        name.span,
        "`id` is assigned by the store and cannot be written",
    )
    .label("read-only")
    .help("remove it; the step returns the row with its `id`")
}

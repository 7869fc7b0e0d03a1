//! The fields written by a row step.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::functions;
use flowright_stdlib::schema::{Collection, Default};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name, RecordEntry};

use super::target::Target;
use crate::body::{Checker, GivenBy, Reason};
use crate::convert;
use crate::declare::collections::{column, unknown_field};
use crate::program::{Expression, ExpressionKind};

/// The fields that a step writes, and their values.
pub(super) struct Written {
    pub fields: Vec<usize>,
    pub values: Vec<Expression>,
    /// Whether an entry had an error, so that it may have been meant as any missing field.
    pub is_unclear: bool,
}

/// Why a null in a row is not omitted.
pub(super) const NULL_STAYS: &str = "null is written to the row";

impl Checker<'_> {
    /// The fields written by a row step, and their values. Fields of a spread record that are not
    /// columns, or that the step writes `already`, are not written.
    pub(super) fn written(
        &mut self,
        target: &Target<'_>,
        entries: &[RecordEntry],
        already: &[usize],
    ) -> Written {
        self.no_omission(entries, NULL_STAYS);
        let mut gathered = self.gathered(entries);
        let given = std::mem::take(&mut gathered.fields);
        let mut written = Written {
            fields: Vec::with_capacity(given.len()),
            values: Vec::with_capacity(given.len()),
            is_unclear: gathered.is_unclear,
        };
        for (name, by) in given {
            let field = match by {
                GivenBy::Entry(entry) => {
                    let field = self.writable(target, &entry.name);
                    if field.is_none() {
                        self.drop_entry(entry);
                        written.is_unclear |= &*name != "id";
                    }
                    field
                }
                GivenBy::Spread(_) => self.copied_field(target, &name, already),
            };
            let column = field.and_then(|field| target.collection.fields.get(field));
            let (Some(field), Some(column)) = (field, column) else {
                continue;
            };
            let reason = Reason::Column {
                field: &column.name,
                collection: &target.collection.name,
                span: target.span_of(field),
            };
            let value = match by {
                GivenBy::Entry(entry) => match &entry.value {
                    Some(value) => self.expect(value, &column.ty, &reason),
                    None => self.shorthand(&entry.name, &column.ty, &reason),
                },
                GivenBy::Spread(own) => self.spread_as(&mut gathered, own, &column.ty, &reason),
            };
            written.fields.push(field);
            written.values.push(value);
        }
        written
    }

    /// Adds the random defaults of the fields that a new row does not get otherwise. The execution
    /// generates them, like all its random values.
    pub(super) fn with_drawn(
        &self,
        target: &Target<'_>,
        mut written: Written,
        already: &[usize],
        span: Span,
    ) -> Written {
        for (field, column) in target.collection.fields.iter().enumerate() {
            let function = match column.default {
                Some(Default::Uuid) => "uuid",
                Some(Default::Random) => "random",
                Some(Default::Value(_) | Default::List(_) | Default::Now) | None => continue,
            };
            if written.fields.contains(&field) || already.contains(&field) {
                continue;
            }
            let Some((id, function)) = functions::free(function) else {
                continue;
            };
            let drawn = Expression {
                kind: ExpressionKind::Call {
                    function: id,
                    arguments: Vec::new(),
                },
                ty: function.returns.resolve(&Type::Null),
                span,
            };
            written.fields.push(field);
            written.values.push(convert::apply(drawn, &column.ty));
        }
        written
    }

    /// The index of the column to which a field of a spread record is copied. The `id` of another
    /// row is not copied.
    pub(super) fn copied_field(
        &mut self,
        target: &Target<'_>,
        name: &str,
        already: &[usize],
    ) -> Option<usize> {
        let (index, _) = target.collection.field(name)?;
        (name != "id" && !already.contains(&index)).then_some(index)
    }

    /// The index of a writable field; reports an error if the field is not writable.
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

/// The required fields that are not written.
pub(super) fn lacking<'c>(collection: &'c Collection, written: &[&Written]) -> Vec<&'c str> {
    let is_written = |field: usize| written.iter().any(|one| one.fields.contains(&field));
    collection
        .fields
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, field)| {
            field.default.is_none() && !field.ty.is_nullable() && field.ty != Type::Error
        })
        .filter(|(index, _)| !is_written(*index))
        .map(|(_, field)| &*field.name)
        .collect()
}

/// `E0505`: fields that a row needs, with the reason why it needs each of them.
pub(super) fn needed(
    target: &Target<'_>,
    lacking: &[&str],
    span: Span,
    label: impl Fn(&str) -> String,
    why: impl Fn(&str) -> String,
) -> Diagnostic {
    let names = lacking.join("`, `");
    let collection = target.collection;
    let report = Diagnostic::new(
        Code::RowField,
        span,
        format!("a row of `{}` needs `{names}`", collection.name),
    )
    .label(label(&names));
    lacking
        .iter()
        .filter_map(|name| collection.field(name))
        .fold(report, |report, (index, field)| {
            report.because(target.span_of(index), why(&field.name))
        })
}

/// `E0505`: a row with a missing field.
pub(super) fn row_field(target: &Target<'_>, lacking: &[&str], span: Span) -> Diagnostic {
    let report = needed(
        target,
        lacking,
        span,
        |names| format!("missing `{names}`"),
        |name| format!("`{name}` has no default and is not optional"),
    );
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

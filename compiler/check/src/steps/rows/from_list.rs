//! `from list`: one row for each record of a list.

use std::sync::Arc;

use flowright_diagnostics::Span;
use flowright_stdlib::functions;
use flowright_stdlib::types::{Field, RecordType, Type};
use flowright_syntax::ast::{self, ExpressionKind as Written};

use crate::body::{Checker, Reason};
use crate::convert;
use crate::describe::brief;
use crate::program::{Expression, ExpressionKind, FieldValue, Lambda};
use crate::steps::row_fields::Written as WrittenFields;
use crate::steps::target::Target;

use super::list_reports::{not_records, records_lack};

/// The records of a list, as the rows that they become.
pub(super) struct FromList {
    /// The list. Its elements are records of exactly the fields below: first the given fields, then
    /// the fields that the execution generates.
    pub list: Expression,
    /// The fields that the records give.
    pub given: Vec<usize>,
    /// The fields whose random defaults the execution generates for each row.
    pub drawn: Vec<usize>,
}

/// A list of records, before it is converted.
struct Records {
    list: Expression,
    record: Arc<RecordType>,
    /// The fields of the collection that the records give, each with its index in the record.
    fields: Vec<(usize, usize)>,
}

impl Checker<'_> {
    /// The rows of a list. Fields of its records that are not columns are not written. The records
    /// must have the fields `by` which an upsert finds its rows, even if these fields have
    /// defaults.
    pub(super) fn rows_of_list(
        &mut self,
        target: &Target<'_>,
        written: &ast::Expression,
        by: &[ast::Name],
    ) -> Option<FromList> {
        let records = self.records(target, written)?;
        let given: Vec<usize> = records.fields.iter().map(|(column, _)| *column).collect();
        let is_complete = self.complete(target, &given, by, written.span);
        let fits = self.fitting(target, &records);
        if !is_complete || !fits {
            return None;
        }
        let none = WrittenFields {
            fields: Vec::new(),
            values: Vec::new(),
            is_unclear: false,
        };
        let drawn = self.with_drawn(target, none, &given, written.span);
        let list = if drawn.fields.is_empty() {
            let fields = records.fields.iter().filter_map(|(column, _)| {
                let column = target.collection.fields.get(*column)?;
                Some(Field {
                    name: column.name.clone(),
                    ty: column.ty.clone(),
                })
            });
            let row = self.recorded(target, fields.collect());
            self.coerce(records.list, &row.list(), &Reason::None)
        } else {
            self.mapped(target, records, &drawn)?
        };
        Some(FromList {
            list,
            given,
            drawn: drawn.fields,
        })
    }

    /// The list, and which fields its records have in common with the collection.
    fn records(&mut self, target: &Target<'_>, written: &ast::Expression) -> Option<Records> {
        let hint = self.literal_rows(target, written)?;
        let list = self.value(written, hint.as_ref());
        if list.ty == Type::Error {
            return None;
        }
        let record = match &list.ty {
            Type::List(element) => match &**element {
                Type::Record(record) => Some(Arc::clone(record)),
                _ => None,
            },
            _ => None,
        };
        let Some(record) = record else {
            self.report(not_records(target, &list));
            return None;
        };
        let fields = record.fields.iter().enumerate();
        // The `id` of another row is not copied.
        let fields = fields.filter_map(|(index, field)| {
            let (column, _) = target.collection.field(&field.name)?;
            (column > 0).then_some((column, index))
        });
        let fields = fields.collect();
        Some(Records {
            list,
            record,
            fields,
        })
    }

    /// The type of a list literal of records: the fields of the first one, with the types of the
    /// collection. The outer `None` means that a field has been reported.
    fn literal_rows(
        &mut self,
        target: &Target<'_>,
        written: &ast::Expression,
    ) -> Option<Option<Type>> {
        let Written::List(items) = &written.kind else {
            return Some(None);
        };
        let Some(Written::Record(entries)) = items.first().map(|first| &first.kind) else {
            return Some(None);
        };
        if entries.iter().any(|entry| entry.spread || entry.is_error()) {
            return Some(None);
        }
        let mut fields = Vec::with_capacity(entries.len());
        for entry in entries {
            let column = self.writable(target, &entry.name);
            let column = column.and_then(|column| target.collection.fields.get(column));
            fields.push(column.map(|column| Field {
                name: column.name.clone(),
                ty: column.ty.clone(),
            }));
        }
        let fields: Option<Vec<Field>> = fields.into_iter().collect();
        let Some(fields) = fields else {
            // The values may use names that would otherwise look unused.
            self.unread();
            return None;
        };
        Some(Some(Type::record(fields).list()))
    }

    /// Whether the records give every field that a row needs.
    fn complete(
        &mut self,
        target: &Target<'_>,
        given: &[usize],
        by: &[ast::Name],
        span: Span,
    ) -> bool {
        let fields = target.collection.fields.iter().enumerate().skip(1);
        let lacking: Vec<&str> = fields
            .filter(|(index, field)| {
                let is_key = by.iter().any(|name| name.text == field.name);
                let is_needed =
                    field.default.is_none() && !field.ty.is_nullable() && field.ty != Type::Error;
                (is_key || is_needed) && !given.contains(index)
            })
            .map(|(_, field)| &*field.name)
            .collect();
        if lacking.is_empty() {
            return true;
        }
        let report = records_lack(target, &lacking, span);
        self.report(report);
        false
    }

    /// Whether the fields of the records have types that fit the columns.
    fn fitting(&mut self, target: &Target<'_>, records: &Records) -> bool {
        let mut fits = true;
        for (column, index) in &records.fields {
            let (Some(column_field), Some(field)) = (
                target.collection.fields.get(*column),
                records.record.fields.get(*index),
            ) else {
                continue;
            };
            if convert::fits(&field.ty, &column_field.ty) {
                continue;
            }
            fits = false;
            let value = Expression {
                kind: ExpressionKind::Error,
                ty: field.ty.clone(),
                span: records.list.span,
            };
            let reason = Reason::Column {
                field: &column_field.name,
                collection: &target.collection.name,
                span: target.span_of(*column),
            };
            let mut report = self.wrong_field(&value, &field.name, &column_field.ty, &reason);
            report.helps.clear();
            let declared = &self.globals.found.index;
            let known = self
                .reports
                .index
                .known_field(declared, &records.record, &field.name);
            if let Some(known) = known.filter(|known| *known != target.span_of(*column)) {
                let ty = brief(&field.ty);
                report = report.because(known, format!("`{}` is `{ty}` here", field.name));
            }
            let name = &field.name;
            self.report(report.help(format!(
                "convert it: `list.map(one => {{ ...one, {name}: … }})`"
            )));
        }
        fits
    }

    /// The type of a record with these fields of the collection.
    fn recorded(&mut self, target: &Target<'_>, fields: Vec<Field>) -> Type {
        let spans = fields.iter().map(|field| {
            let (column, _) = target.collection.field(&field.name)?;
            Some(target.span_of(column))
        });
        let spans = spans.collect();
        let row = Type::record(fields);
        self.reports.index.record(&row, spans);
        row
    }

    /// The list with the generated fields added to each record.
    fn mapped(
        &mut self,
        target: &Target<'_>,
        records: Records,
        drawn: &WrittenFields,
    ) -> Option<Expression> {
        let Records {
            list,
            record,
            fields,
        } = records;
        let mut maps = functions::named("map");
        let (function, _) = maps.find(|(_, one)| one.on.accepts(&list.ty))?;
        let span = list.span;
        let element = Type::Record(Arc::clone(&record));
        let binding = self.hidden("_", element.clone(), span);
        let mut values = Vec::with_capacity(target.collection.fields.len());
        let mut types = Vec::with_capacity(target.collection.fields.len());
        for (column, index) in fields {
            let column = target.collection.fields.get(column)?;
            let field = record.fields.get(index)?;
            let value = Expression {
                kind: ExpressionKind::Field {
                    record: Box::new(Expression {
                        kind: ExpressionKind::Binding(binding),
                        ty: element.clone(),
                        span,
                    }),
                    field: index,
                },
                ty: field.ty.clone(),
                span,
            };
            values.push(convert::apply(value, &column.ty));
            types.push((column.name.clone(), column.ty.clone()));
        }
        for (column, value) in drawn.fields.iter().zip(&drawn.values) {
            let column = target.collection.fields.get(*column)?;
            values.push(value.clone());
            types.push((column.name.clone(), column.ty.clone()));
        }
        let types = types.into_iter().map(|(name, ty)| Field { name, ty });
        let row = self.recorded(target, types.collect());
        if let Type::Record(row) = &row {
            for name in record.names() {
                let declared = &self.globals.found.index;
                let index = &mut self.reports.index;
                index.same_field(declared, &record, row, name);
            }
        }
        let values = values.into_iter().map(|value| FieldValue {
            value,
            omit_null: false,
        });
        let body = Expression {
            kind: ExpressionKind::Record(values.collect()),
            ty: row.clone(),
            span,
        };
        let lambda = Expression {
            kind: ExpressionKind::Lambda(Box::new(Lambda {
                parameters: vec![binding],
                body,
            })),
            ty: row.clone(),
            span,
        };
        Some(Expression {
            kind: ExpressionKind::Call {
                function,
                arguments: vec![list, lambda],
            },
            ty: row.list(),
            span,
        })
    }
}

//! The fields that the entries of a record give: `{ ...r, f: e }`.
//!
//! If several entries give the same field, the last one counts. A spread record is evaluated once,
//! when the first of its fields that are used is evaluated.

use std::sync::Arc;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::{RecordType, Type};
use flowright_syntax::ast::{self, RecordEntry};

use super::{Checker, Reason};
use crate::convert;
use crate::describe::{brief, found};
use crate::program::{BindingId, Expression, ExpressionKind};

/// The fields that entries give, in order: a field of a spread record keeps its place if a later
/// entry replaces it.
pub(crate) struct Gathered<'e> {
    /// The fields.
    pub fields: Vec<(Box<str>, GivenBy<'e>)>,
    /// Whether something that could give any field had an error.
    pub is_unclear: bool,
    spreads: Vec<Spread>,
    /// The fields of spread records that explicit entries replace.
    replaced: Vec<SpreadField>,
}

/// What gives a field.
#[derive(Clone, Copy)]
pub(crate) enum GivenBy<'e> {
    /// An explicit entry.
    Entry(&'e RecordEntry),
    /// A spread record.
    Spread(SpreadField),
}

/// A field of a spread record: the numbers of the record and of its field.
#[derive(Clone, Copy)]
pub(crate) struct SpreadField {
    spread: usize,
    field: usize,
}

/// A spread record.
struct Spread {
    /// Its value, until it has been used.
    value: Option<Expression>,
    /// The binding that holds its value after that.
    binding: BindingId,
    record: Arc<RecordType>,
    span: Span,
}

impl Gathered<'_> {
    /// The type of a spread record, and the name of the given field of it.
    pub fn origin(&self, field: SpreadField) -> Option<(&RecordType, &str)> {
        let record = &self.spreads.get(field.spread)?.record;
        let name = &record.fields.get(field.field)?.name;
        Some((record, name))
    }

    /// The type of each spread record whose field of that name is replaced.
    pub fn replaced(&self, name: &str) -> impl Iterator<Item = &RecordType> {
        let origins = self.replaced.iter().filter_map(|one| self.origin(*one));
        origins.filter_map(move |(record, known)| (known == name).then_some(record))
    }
}

impl Checker<'_> {
    /// The fields that the entries give; drops and reports duplicate entries.
    pub fn gathered<'e>(&mut self, entries: &'e [RecordEntry]) -> Gathered<'e> {
        let mut gathered = Gathered {
            fields: Vec::with_capacity(entries.len()),
            is_unclear: false,
            spreads: Vec::new(),
            replaced: Vec::new(),
        };
        for entry in self.once(entries) {
            let value = match &entry.value {
                Some(value) if entry.spread => value,
                _ => {
                    let given = GivenBy::Entry(entry);
                    self.give(&mut gathered, &entry.name.text, given, entry.span);
                    continue;
                }
            };
            let Some(spread) = self.spread(value) else {
                gathered.is_unclear = true;
                continue;
            };
            let record = Arc::clone(&spread.record);
            let number = gathered.spreads.len();
            gathered.spreads.push(spread);
            for (field, own) in record.fields.iter().enumerate() {
                let given = GivenBy::Spread(SpreadField {
                    spread: number,
                    field,
                });
                self.give(&mut gathered, &own.name, given, entry.span);
            }
        }
        gathered
    }

    fn give<'e>(
        &mut self,
        gathered: &mut Gathered<'e>,
        name: &str,
        given: GivenBy<'e>,
        span: Span,
    ) {
        let mut fields = gathered.fields.iter_mut();
        let Some((_, before)) = fields.find(|(known, _)| **known == *name) else {
            gathered.fields.push((name.into(), given));
            return;
        };
        match before {
            GivenBy::Entry(replaced) => {
                let report = overwritten(replaced, span);
                self.report(report);
                self.entry_value(replaced, None);
            }
            GivenBy::Spread(replaced) => gathered.replaced.push(*replaced),
        }
        *before = given;
    }

    /// A record whose fields are copied.
    fn spread(&mut self, written: &ast::Expression) -> Option<Spread> {
        let before = std::mem::replace(&mut self.writes_json, false);
        let value = self.value(written, None);
        self.writes_json = before;
        let record = match &value.ty {
            Type::Record(record) => Arc::clone(record),
            Type::Error => return None,
            _ => {
                let report = self.not_a_record(&value);
                self.report(report);
                return None;
            }
        };
        let binding = self.hidden("_", value.ty.clone(), value.span);
        self.alias(binding, &value);
        self.remember_secrets(binding, &value);
        Some(Spread {
            span: value.span,
            value: Some(value),
            binding,
            record,
        })
    }

    /// The value of a field of a spread record. The fields must be requested in the order in which
    /// they are evaluated.
    pub fn spread_value(&mut self, gathered: &mut Gathered<'_>, field: SpreadField) -> Expression {
        let Some(spread) = gathered.spreads.get_mut(field.spread) else {
            return super::scope::error(Span::default());
        };
        let record_ty = Type::Record(Arc::clone(&spread.record));
        let span = spread.span;
        let record = Expression {
            kind: match spread.value.take() {
                Some(value) => ExpressionKind::Keep {
                    binding: spread.binding,
                    value: Box::new(value),
                },
                None => ExpressionKind::Binding(spread.binding),
            },
            ty: record_ty,
            span,
        };
        let ty = spread.record.fields.get(field.field);
        let ty = ty.map_or(Type::Error, |field| field.ty.clone());
        self.narrowed(Expression {
            kind: ExpressionKind::Field {
                record: Box::new(record),
                field: field.field,
            },
            ty,
            span,
        })
    }

    /// The value of a field of a spread record, which must have a type.
    pub fn spread_as(
        &mut self,
        gathered: &mut Gathered<'_>,
        field: SpreadField,
        want: &Type,
        reason: &Reason<'_>,
    ) -> Expression {
        let value = self.spread_value(gathered, field);
        if convert::value_fits(&value, want) || convert::holds_error(want) {
            return self.coerce(value, want, reason);
        }
        let name = gathered.origin(field).map_or("", |(_, name)| name);
        let report = self.wrong_field(&value, name, want, reason);
        self.report(report);
        super::scope::error(value.span)
    }

    /// `E0201` or `E0203`: a field of a spread record that does not fit.
    pub fn wrong_field(
        &self,
        value: &Expression,
        name: &str,
        want: &Type,
        reason: &Reason<'_>,
    ) -> Diagnostic {
        if convert::holds_secret(&value.ty) {
            return self.leak(value, &reason.sink());
        }
        let (found, wanted) = (found(&value.ty, want), brief(want));
        let is_null = matches!(&value.ty, Type::Optional(inner) if convert::fits(inner, want));
        let (code, problem) = if is_null {
            (Code::NullUsed, "may be null".to_owned())
        } else {
            (Code::Mismatch, format!("is `{found}`"))
        };
        let report = Diagnostic::new(
            code,
            value.span,
            format!("the field `{name}` of this record {problem}, not `{wanted}`"),
        )
        .label(format!("its `{name}` is `{found}`"))
        .help(format!("write the field after the record: `{name}: …`"));
        reason.explain(report, want)
    }

    /// `E0201` or `E0203`: a spread of something other than a record.
    fn not_a_record(&self, value: &Expression) -> Diagnostic {
        let ty = brief(&value.ty);
        if let Type::Optional(inner) = &value.ty
            && matches!(**inner, Type::Record(_))
        {
            return Diagnostic::new(
                Code::NullUsed,
                value.span,
                "this may be null, so its fields cannot be copied",
            )
            .label(format!("`{ty}` may be null"))
            .help(self.look_first(value));
        }
        let report = Diagnostic::new(
            Code::Mismatch,
            value.span,
            format!("`...` copies the fields of a record, but this is `{ty}`"),
        )
        .label(format!("this is `{ty}`"));
        match value.ty.without_null() {
            Type::List(_) => report.help("to join two lists, write `a.concat(b)`"),
            Type::Json => report.help("decode it first: `...(decode x as { name: text })`"),
            _ if convert::holds_secret(&value.ty) => report,
            _ => report.help("write a field: `{ name: value }`"),
        }
    }
}

/// `W0203`: an entry that a later one always replaces.
fn overwritten(entry: &RecordEntry, by: Span) -> Diagnostic {
    let name = &entry.name.text;
    Diagnostic::new(
        Code::UnusedValue,
        entry.span,
        format!("this `{name}` is replaced by the record after it"),
    )
    .label("never used")
    .because(by, format!("has a field `{name}`"))
    .help(format!("write `{name}` after the record, or remove it"))
}

//! Record and list literals.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::{Field, RecordType, Type};
use flowright_syntax::ast::{self, RecordEntry};

use super::scope::error;
use super::spread::{Gathered, GivenBy};
use super::{Checker, Reason};
use crate::declare::size::Size;
use crate::describe::{brief_record, found};
use crate::program::{Expression, ExpressionKind, FieldValue};
use crate::{SymbolKind, convert, names};

impl Checker<'_> {
    /// The value of an entry; a shorthand refers to the binding of its name.
    pub fn entry_value(&mut self, entry: &RecordEntry, hint: Option<&Type>) -> Expression {
        match &entry.value {
            Some(value) => self.value(value, hint),
            None => {
                let before = self.reports.len();
                let value = self.name(&entry.name);
                // An edit that is a plain name may correct both the field and the value; any other
                // edit cannot be a field name.
                self.expand(&entry.name, before, |edit| {
                    !edit.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                });
                value
            }
        }
    }

    /// The value of a shorthand for a field with a known type. Fixes change the value, so their
    /// edits must also spell out the field.
    pub fn shorthand(&mut self, name: &ast::Name, want: &Type, reason: &Reason<'_>) -> Expression {
        let before = self.reports.len();
        let value = self.name(name);
        let value = self.coerce(value, want, reason);
        self.expand(name, before, |_| true);
        value
    }

    /// Makes edits that change the value of a shorthand also spell out its field.
    fn expand(&mut self, name: &ast::Name, before: usize, is_value: impl Fn(&str) -> bool) {
        let helps = self.reports.since_mut(before);
        let edits = helps
            .flat_map(|report| &mut report.helps)
            .flat_map(|help| &mut help.edits);
        for edit in edits {
            let same = edit.span.before() == name.span.before();
            if same && is_value(&edit.text) {
                edit.text = format!("{}: {}", name.text, edit.text);
            }
        }
    }

    /// Drops and reports duplicate entries.
    pub fn once<'e>(&mut self, entries: &'e [RecordEntry]) -> Vec<&'e RecordEntry> {
        let mut good: Vec<&RecordEntry> = Vec::with_capacity(entries.len());
        for entry in entries {
            if entry.is_error() {
                self.unread();
                continue;
            }
            if entry.spread {
                good.push(entry);
                continue;
            }
            let is_same =
                |first: &&&RecordEntry| !first.spread && first.name.text == entry.name.text;
            match good.iter().find(is_same) {
                Some(first) => {
                    let report = names::declared_twice(&entry.name, first.name.span);
                    self.report(report);
                }
                None => good.push(entry),
            }
        }
        good
    }

    pub(super) fn record(
        &mut self,
        entries: &[RecordEntry],
        hint: Option<&Type>,
        span: Span,
    ) -> Expression {
        if !self.writes_json {
            self.no_omission(entries, "a record value always has all its fields");
        }
        if entries.iter().any(RecordEntry::is_error) {
            let readable = self.once(entries);
            for entry in readable {
                self.entry_value(entry, None);
            }
            return error(span);
        }
        if let Some(Type::Map(value)) = hint.map(Type::without_null) {
            return self.map(entries, value, span);
        }
        let gathered = self.gathered(entries);
        match hint.map(Type::without_null) {
            Some(Type::Record(want)) => {
                let want = want.clone();
                self.record_as(gathered, &want, span)
            }
            Some(Type::Union(union)) => {
                let union = union.clone();
                self.record_of_union(gathered, &union, span)
            }
            _ => self.free_record(gathered, span),
        }
    }

    pub(super) fn free_record(&mut self, mut gathered: Gathered<'_>, span: Span) -> Expression {
        let given = std::mem::take(&mut gathered.fields);
        let mut fields = Vec::with_capacity(given.len());
        let mut values = Vec::with_capacity(given.len());
        let mut spans = Vec::with_capacity(given.len());
        for (name, by) in given {
            let (value, omit_null) = match by {
                GivenBy::Entry(entry) => {
                    let value = self.entry_value(entry, None);
                    let known = Some(value.ty.clone());
                    let index = &mut self.reports.index;
                    index.declare(&entry.name, SymbolKind::Field, known);
                    let declared = &self.globals.found.index;
                    for from in gathered.replaced(&name) {
                        index.same_as(declared, from, &entry.name);
                    }
                    spans.push(Some(entry.name.span));
                    (value, entry.omit_null)
                }
                GivenBy::Spread(field) => {
                    let declared = &self.globals.found.index;
                    let origin = gathered.origin(field);
                    spans.push(origin.and_then(|(record, name)| {
                        self.reports.index.known_field(declared, record, name)
                    }));
                    (self.spread_value(&mut gathered, field), false)
                }
            };
            fields.push(Field {
                name,
                ty: value.ty.clone(),
            });
            values.push(FieldValue { value, omit_null });
        }
        if gathered.is_unclear {
            return error(span);
        }
        let ty = Type::record(fields);
        self.reports.index.record(&ty, spans);
        self.bounded(
            Expression {
                kind: ExpressionKind::Record(values),
                ty,
                span,
            },
            "the type of this record",
        )
    }

    /// The value, unless its type is too large.
    fn bounded(&mut self, value: Expression, what: &str) -> Expression {
        let Some(report) = Size::of(&value.ty).report(what, value.span) else {
            return value;
        };
        if !convert::holds_error(&value.ty) {
            self.report(report);
        }
        error(value.span)
    }

    pub(super) fn record_as(
        &mut self,
        mut gathered: Gathered<'_>,
        want: &std::sync::Arc<RecordType>,
        span: Span,
    ) -> Expression {
        let given = std::mem::take(&mut gathered.fields);
        let mut poisoned = gathered.is_unclear;
        for (name, by) in &given {
            // A spread record may have additional fields, like any value.
            if let GivenBy::Entry(entry) = by
                && want.field(name).is_none()
            {
                poisoned = true;
                self.entry_value(entry, None);
                let report = super::unknown_field::unknown_field(want, &entry.name);
                self.report(report);
            }
        }
        let mut values = Vec::with_capacity(want.fields.len());
        let mut lacking = Vec::new();
        for field in &want.fields {
            let Some((_, by)) = given.iter().find(|(name, _)| *name == field.name) else {
                lacking.push(&*field.name);
                continue;
            };
            let (value, omit_null) = match by {
                GivenBy::Entry(entry) => {
                    let declared = &self.globals.found.index;
                    self.reports.index.field(declared, want, &entry.name);
                    for from in gathered.replaced(&field.name) {
                        let index = &mut self.reports.index;
                        index.same_field(declared, from, want, &field.name);
                    }
                    let value = match &entry.value {
                        Some(value) => self.expect(value, &field.ty, &Reason::None),
                        None => self.shorthand(&entry.name, &field.ty, &Reason::None),
                    };
                    (value, entry.omit_null)
                }
                GivenBy::Spread(own) => {
                    if let Some((from, _)) = gathered.origin(*own) {
                        let declared = &self.globals.found.index;
                        self.reports
                            .index
                            .same_field(declared, from, want, &field.name);
                    }
                    let value = self.spread_as(&mut gathered, *own, &field.ty, &Reason::None);
                    (value, false)
                }
            };
            poisoned |= value.ty == Type::Error;
            values.push(FieldValue { value, omit_null });
        }
        if !lacking.is_empty() && !poisoned {
            let report = missing_field(want, &lacking, span);
            self.report(report);
        }
        if poisoned || !lacking.is_empty() {
            return error(span);
        }
        Expression {
            kind: ExpressionKind::Record(values),
            ty: Type::Record(want.clone()),
            span,
        }
    }

    pub(super) fn list(
        &mut self,
        items: &[ast::Expression],
        hint: Option<&Type>,
        span: Span,
    ) -> Expression {
        let want = match hint.map(Type::without_null) {
            Some(Type::List(element)) => Some((**element).clone()),
            _ => None,
        };
        if items.is_empty() {
            let Some(element) = want else {
                if hint.is_none_or(|hint| !convert::holds_error(hint)) {
                    let report = empty_list(span);
                    self.report(report);
                }
                return error(span);
            };
            return Expression {
                kind: ExpressionKind::List(Vec::new()),
                ty: element.list(),
                span,
            };
        }
        let mut values: Vec<Expression> = Vec::with_capacity(items.len());
        let mut element: Option<Type> = None;
        for item in items {
            let mut value = self.value(item, want.as_ref().or(element.as_ref()));
            if let (Type::Record(_), Some(want @ Type::Union(_))) = (&value.ty, &want)
                && convert::fits(&value.ty, want)
            {
                value = convert::apply(value, want);
            }
            let next = match &element {
                None => Some(value.ty.clone()),
                Some(known) if convert::value_fits(&value, known) => Some(known.clone()),
                Some(known) => convert::common(known, &value.ty),
            };
            match next {
                Some(ty) => element = Some(ty),
                None => {
                    let first = values.first().unwrap_or(&value);
                    let report = mixed(first, &value, element.as_ref().unwrap_or(&Type::Error));
                    self.report(report);
                    element = Some(Type::Error);
                }
            }
            values.push(value);
        }
        let mut element = element.unwrap_or(Type::Error);
        if let Some(want) = want
            && values.iter().all(|value| convert::value_fits(value, &want))
        {
            element = want;
        }
        if element == Type::Error {
            return error(span);
        }
        let values = values
            .into_iter()
            .map(|value| convert::apply(value, &element));
        let list = Expression {
            kind: ExpressionKind::List(values.collect()),
            ty: element.list(),
            span,
        };
        self.bounded(list, "the type of this list")
    }
}

/// `E0210`: a record with a missing field.
fn missing_field(want: &RecordType, lacking: &[&str], span: Span) -> Diagnostic {
    let names = lacking.join("`, `");
    Diagnostic::new(
        Code::MissingField,
        span,
        format!("this record lacks `{names}` of `{}`", brief_record(want)),
    )
    .label(format!("missing `{names}`"))
    .help("write every field; an optional one may be `null`")
}

/// `E0211`: an empty list of unknown type.
fn empty_list(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::EmptyList,
        span,
        "the type of this empty list is unknown",
    )
    .label("no element determines the type")
    .help("declare the type: `let none: [text] = []`; inside an expression, use `none` from a line before")
}

/// `E0206`: list elements of different types.
fn mixed(first: &Expression, value: &Expression, element: &Type) -> Diagnostic {
    let a = found(element, &value.ty);
    let b = found(&value.ty, element);
    Diagnostic::new(
        Code::BranchesDiffer,
        value.span,
        format!("the elements of a list must have the same type: found `{a}` and `{b}`"),
    )
    .label(format!("this is `{b}`"))
    .because(first.span, format!("the first element is `{a}`"))
}

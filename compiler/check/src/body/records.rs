//! Record and list literals.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::{Field, RecordType, Type};
use flowright_syntax::ast::{self, RecordEntry};

use super::scope::error;
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
                // An edit to a plain name may correct both the field and the value; any other edit
                // cannot be a field name.
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

    /// Makes edits that change the value of a shorthand spell out its field too.
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
            match good.iter().find(|first| first.name.text == entry.name.text) {
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
        let entries = self.once(entries);
        match hint.map(Type::without_null) {
            Some(Type::Record(want)) => {
                let want = want.clone();
                self.record_as(&entries, &want, span)
            }
            _ => self.free_record(&entries, span),
        }
    }

    fn free_record(&mut self, entries: &[&RecordEntry], span: Span) -> Expression {
        let mut fields = Vec::with_capacity(entries.len());
        let mut values = Vec::with_capacity(entries.len());
        for entry in entries {
            let value = self.entry_value(entry, None);
            let ty = value.ty.clone();
            let known = Some(ty.clone());
            self.reports
                .index
                .declare(&entry.name, SymbolKind::Field, known);
            fields.push(Field {
                name: entry.name.text.clone(),
                ty,
            });
            values.push(FieldValue {
                value,
                omit_null: entry.omit_null,
            });
        }
        let ty = Type::record(fields);
        let spans = entries.iter().map(|entry| Some(entry.name.span)).collect();
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

    fn record_as(
        &mut self,
        entries: &[&RecordEntry],
        want: &std::sync::Arc<RecordType>,
        span: Span,
    ) -> Expression {
        let mut poisoned = false;
        for entry in entries {
            if want.field(&entry.name.text).is_none() {
                poisoned = true;
                self.entry_value(entry, None);
                let report = super::access::unknown_field(want, &entry.name);
                self.report(report);
            }
        }
        let mut values = Vec::with_capacity(want.fields.len());
        let mut lacking = Vec::new();
        for field in &want.fields {
            let Some(entry) = entries.iter().find(|entry| entry.name.text == field.name) else {
                lacking.push(&*field.name);
                continue;
            };
            let declared = &self.globals.found.index;
            self.reports.index.field(declared, want, &entry.name);
            let value = match &entry.value {
                Some(value) => self.expect(value, &field.ty, &Reason::None),
                None => self.shorthand(&entry.name, &field.ty, &Reason::None),
            };
            poisoned |= value.ty == Type::Error;
            values.push(FieldValue {
                value,
                omit_null: entry.omit_null,
            });
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
            let value = self.value(item, want.as_ref().or(element.as_ref()));
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

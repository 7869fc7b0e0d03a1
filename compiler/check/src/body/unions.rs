//! Unions of records: patterns that name a variant, record literals, and shared fields.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::{Type, UnionType};
use flowright_syntax::ast::{Name, RecordEntry};

use super::Checker;
use super::scope::error;
use super::spread::{Gathered, GivenBy};
use crate::convert;
use crate::describe::brief;
use crate::program::{Expression, ExpressionKind};
use crate::settings;

impl Checker<'_> {
    /// The index of the variant that a pattern names.
    pub(super) fn variant_pattern(&mut self, name: &Name, ty: &Type) -> Option<usize> {
        let declared = self.globals.types.declared(name, self.reports);
        let Type::Union(union) = ty.without_null() else {
            if *ty != Type::Error && !declared.as_ref().is_some_and(convert::holds_error) {
                let report = no_union(name, ty, declared.is_some());
                self.report(report);
            }
            return None;
        };
        let index = union.named(&name.text).or_else(|| {
            let Some(Type::Record(record)) = &declared else {
                return None;
            };
            let mut variants = union.variants.iter();
            variants.position(|variant| variant.record == *record)
        });
        if index.is_none() && !declared.as_ref().is_some_and(convert::holds_error) {
            let report = no_variant(name, union);
            self.report(report);
        }
        index
    }

    /// A record literal where a union is expected: its tag chooses the variant.
    pub(super) fn record_of_union(
        &mut self,
        gathered: Gathered<'_>,
        union: &UnionType,
        span: Span,
    ) -> Expression {
        let Some(tag) = union.tag.as_deref() else {
            return self.free_record(gathered, span);
        };
        let given = gathered.fields.iter().find(|(name, _)| **name == *tag);
        let entry: Option<&RecordEntry> = match given {
            None if gathered.is_unclear => None,
            None => {
                let report = no_tag(union, tag, span);
                self.free_record(gathered, span);
                self.report(report);
                return error(span);
            }
            Some((_, GivenBy::Entry(entry))) => Some(entry),
            Some((_, GivenBy::Spread(_))) => None,
        };
        let written = entry.and_then(|entry| entry.value.as_ref());
        let Some((text, at)) = written.and_then(|one| Some((settings::plain(one)?, one.span)))
        else {
            // The tag is not a literal text, so its type selects the variant.
            return self.free_record(gathered, span);
        };
        let chosen = union.tagged_with(&text);
        match chosen.and_then(|index| union.variants.get(index)) {
            Some(variant) => {
                let record = variant.record.clone();
                self.record_as(gathered, &record, span)
            }
            None => {
                let report = unknown_tag(union, &text, at);
                self.report(report);
                self.free_record(gathered, span);
                error(span)
            }
        }
    }

    /// A field that all variants have.
    pub(super) fn field_of_union(
        &mut self,
        base: Expression,
        union: &UnionType,
        name: &Name,
        span: Span,
    ) -> Expression {
        let Some((index, field)) = union.shared_field(&name.text) else {
            let report = not_shared(&base, union, name);
            self.report(report);
            return error(span);
        };
        let declared = &self.globals.found.index;
        let mut variants = union.variants.iter().map(|variant| &variant.record);
        if let Some(first) = variants.next() {
            self.reports.index.field(declared, first, name);
            for other in variants {
                let index = &mut self.reports.index;
                index.same_field(declared, first, other, &name.text);
            }
        }
        self.narrowed(Expression {
            kind: ExpressionKind::Field {
                record: Box::new(base),
                field: index,
            },
            ty: field.ty,
            span,
        })
    }
}

/// What to write as the pattern of a union.
pub(super) fn name_the_variant(union: &UnionType) -> String {
    let name = union.variants.first().map_or("Push", |one| &*one.name);
    match &union.tag {
        Some(tag) => format!("name a variant, `{name} as x => …`, or match on the field `{tag}`"),
        None => format!("name a variant: `{name} as x => …`"),
    }
}

/// The variants, as in a message.
fn variants(union: &UnionType) -> String {
    let names: Vec<&str> = union.variants.iter().map(|one| &*one.name).collect();
    format!("its variants are `{}`", names.join("`, `"))
}

/// The texts of the tags, as in a message.
fn tags(union: &UnionType) -> String {
    let texts: Vec<String> = union.tags().map(|text| format!("`{text:?}`")).collect();
    texts.join(", ")
}

/// `E0201`: a pattern with a type, for a value that is not a union.
fn no_union(name: &Name, ty: &Type, is_type: bool) -> Diagnostic {
    let report = Diagnostic::new(
        Code::Mismatch,
        name.span,
        format!(
            "`{}` is a pattern for a union, not for `{}`",
            name.text,
            brief(ty)
        ),
    )
    .label("never matches");
    if ty.without_null().is_text() {
        return report.help(format!("for the text, write `{:?}`", name.text));
    }
    if is_type {
        return report.help("a value of one type needs no pattern by type: read its fields");
    }
    report.help("write a literal, `null` or `_`")
}

/// `E0201`: a pattern with a type that is not a variant.
fn no_variant(name: &Name, union: &UnionType) -> Diagnostic {
    let near = flowright_diagnostics::near(
        &name.text,
        union.variants.iter().map(|variant| &*variant.name),
    );
    Diagnostic::new(
        Code::Mismatch,
        name.span,
        format!("`{}` is not a variant of `{union}`", name.text),
    )
    .label("never matches")
    .propose(name.span, &near)
    .note(variants(union))
}

/// `E0210`: a record literal without the tag.
fn no_tag(union: &UnionType, tag: &str, span: Span) -> Diagnostic {
    let sample = union.tags().next().unwrap_or_default();
    Diagnostic::new(
        Code::MissingField,
        span,
        format!("this record lacks the tag `{tag}` of `{union}`"),
    )
    .label(format!("missing `{tag}`"))
    .help(format!(
        "the tag says which variant it is: write `{tag}: {sample:?}`"
    ))
    .note(format!("the tags are {}", tags(union)))
}

/// `E0201`: a tag that no variant has.
fn unknown_tag(union: &UnionType, text: &str, span: Span) -> Diagnostic {
    let near = flowright_diagnostics::near(text, union.tags());
    Diagnostic::new(
        Code::Mismatch,
        span,
        format!("no variant of `{union}` has the tag `{text:?}`"),
    )
    .label("not a tag")
    .propose_as(span, &near, |name| format!("{name:?}"))
    .note(format!("the tags are {}", tags(union)))
}

/// `E0107`: a field that not all variants have.
fn not_shared(base: &Expression, union: &UnionType, name: &Name) -> Diagnostic {
    let with: Vec<&str> = (union.variants.iter())
        .filter(|variant| variant.record.field(&name.text).is_some())
        .map(|variant| &*variant.name)
        .collect();
    let Some(first) = with.first() else {
        let shared = union.shared_fields();
        let known = shared.iter().map(|field| &*field.name);
        let all = union.variants.iter();
        let all = all.flat_map(|variant| variant.record.names());
        let report = Diagnostic::new(
            Code::UnknownField,
            name.span,
            format!(
                "no variant of `{}` has a field `{}`",
                brief(&base.ty),
                name.text
            ),
        )
        .label("not a field of it")
        .did_you_mean(name.span, &name.text, known.chain(all));
        if !report.helps.is_empty() {
            return report;
        }
        return report.note(variants(union));
    };
    let (message, label) = if with.len() == union.variants.len() {
        (
            format!(
                "`{}` has different types in the variants of `{}`",
                name.text,
                brief(&base.ty)
            ),
            "which type it has is not known here".to_owned(),
        )
    } else {
        (
            format!(
                "not all variants of `{}` have `{}`",
                brief(&base.ty),
                name.text
            ),
            format!("only `{}` has it", with.join("`, `")),
        )
    };
    Diagnostic::new(Code::UnknownField, name.span, message)
        .label(label)
        .help(format!(
            "narrow the value with `match` first: `{first} as x => x.{}`",
            name.text
        ))
}

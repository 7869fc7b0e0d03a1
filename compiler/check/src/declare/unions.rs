//! `"a" | "b"`, `Push | Ping`: unions of texts and of records.

use std::sync::Arc;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::{Origin, RecordType, TagProblem, Type, UnionType};
use flowright_syntax::ast::{TypeExpression, TypeKind};

use crate::describe::brief;
use crate::reports::Reports;

/// The union of types, each as written and as resolved.
pub(super) fn union(
    span: Span,
    members: &[(&TypeExpression, Type)],
    reports: &mut Reports,
) -> Type {
    if members.iter().any(|(_, ty)| *ty == Type::Error) {
        return Type::Error;
    }
    let nullable = members.iter().any(|(_, ty)| ty.is_nullable());
    let is_text = |ty: &Type| ty.without_null().is_text();
    let union = if members.iter().all(|(_, ty)| is_text(ty)) {
        of_texts(members)
    } else if members.iter().any(|(_, ty)| is_text(ty)) || members.iter().any(is_no_record) {
        let wrong = members.iter().find(|one| is_no_record(one));
        reports.push(wrong_member(span, wrong, members));
        Type::Error
    } else {
        of_records(span, members, reports)
    };
    match union {
        Type::Error => Type::Error,
        union if nullable => union.optional(),
        union => union,
    }
}

fn is_no_record((written, ty): &(&TypeExpression, Type)) -> bool {
    match ty.without_null() {
        Type::Record(_) => !is_named(written),
        Type::Union(union) => union.tag.is_none(),
        _ => true,
    }
}

fn is_named(written: &TypeExpression) -> bool {
    match &written.kind {
        TypeKind::Name(_) => true,
        TypeKind::Optional(inner) => is_named(inner),
        TypeKind::List(_)
        | TypeKind::Map(_)
        | TypeKind::Record(_)
        | TypeKind::Reference(_)
        | TypeKind::Literal(_)
        | TypeKind::Union(_)
        | TypeKind::NotBuilt(_)
        | TypeKind::Error => false,
    }
}

/// The union of the texts; if `text` is among the members, the union accepts any other text, too.
fn of_texts(members: &[(&TypeExpression, Type)]) -> Type {
    let mut open = false;
    let mut texts: Vec<Box<str>> = Vec::new();
    for (_, ty) in members {
        match ty.without_null() {
            Type::Literals(more) => {
                open |= more.is_open();
                texts.extend(more.iter().map(Box::from));
            }
            _ => open = true,
        }
    }
    let texts = texts.iter().map(|text| &**text);
    match open {
        true => Type::open_literals(texts),
        false => Type::literals(texts),
    }
}

/// The union of the records; if a member is itself a union, its variants are added.
fn of_records(span: Span, members: &[(&TypeExpression, Type)], reports: &mut Reports) -> Type {
    let mut records: Vec<(Box<str>, Arc<RecordType>)> = Vec::new();
    let mut spans = Vec::new();
    for (written, ty) in members {
        match ty.without_null() {
            Type::Record(record) => {
                let name = if let TypeKind::Name(name) = &written.kind {
                    name.text.clone()
                } else {
                    record.to_string().into()
                };
                records.push((name, Arc::clone(record)));
                spans.push(written.span);
            }
            Type::Union(union) => {
                for variant in &union.variants {
                    records.push((variant.name.clone(), Arc::clone(&variant.record)));
                    spans.push(written.span);
                }
            }
            _ => {}
        }
    }
    let names: Vec<Box<str>> = records.iter().map(|(name, _)| name.clone()).collect();
    match UnionType::tagged(Origin::Anonymous, records) {
        Ok(union) => Type::Union(Arc::new(union)),
        Err(TagProblem::None) => {
            reports.push(no_tag(span));
            Type::Error
        }
        Err(TagProblem::Same {
            tag,
            text,
            first,
            second,
        }) => {
            let of = |index: usize| {
                let name = names.get(index).map_or("", |name| &**name);
                (name, spans.get(index).copied().unwrap_or(span))
            };
            reports.push(same_tag(&tag, &text, of(first), of(second)));
            Type::Error
        }
    }
}

/// `E0320`: a union of something other than texts or named records.
fn wrong_member(
    span: Span,
    wrong: Option<&(&TypeExpression, Type)>,
    members: &[(&TypeExpression, Type)],
) -> Diagnostic {
    let (at, ty) = wrong.map_or((span, None), |(written, ty)| (written.span, Some(ty)));
    let report = Diagnostic::new(
        Code::UnionMember,
        at,
        "a union is of texts, or of declared record types",
    );
    match ty.map(Type::without_null) {
        Some(Type::Record(_)) => report
            .label("this record has no name")
            .help("declare it, `type Push = { type: \"push\" }`, and write its name here"),
        Some(ty) if ty.is_text() => report
            .label(format!("this is `{}`", brief(ty)))
            .help("declare a record type for each variant, with a literal text as its tag"),
        Some(Type::Int | Type::Float | Type::Decimal)
            if members.iter().all(|(_, ty)| ty.without_null().is_number()) =>
        {
            report
                .label("not a text or a record")
                .help("a `decimal` or a `float` holds ints too: declare that type alone")
        }
        Some(ty) => report
            .label(format!("this is `{}`", brief(ty)))
            .help("declare it as `json`, and read it with `decode`; or use a record with an optional field for each"),
        None => report.label("not a text or a record"),
    }
}

/// `E0321`: records that no tag distinguishes.
fn no_tag(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoTag,
        span,
        "nothing tells these records apart",
    )
    .label("no field is a literal text in all of them")
    .help("give each a field with a text of its own, such as `type: \"push\"` and `type: \"ping\"`")
    .note("if a header of the request says which one it is, use `body json by`")
}

/// `E0322`: two variants with the same tag.
fn same_tag(tag: &str, text: &str, first: (&str, Span), second: (&str, Span)) -> Diagnostic {
    let report = Diagnostic::new(
        Code::SameTag,
        second.1,
        format!("two variants have the tag `{tag}: {text:?}`"),
    )
    .label(format!("`{}` has it", second.0));
    let report = if first.1 == second.1 {
        report
    } else {
        report.because(first.1, format!("`{}` has it too", first.0))
    };
    report
        .help("give one of them another text, or name each type once")
        .note(format!(
            "`{tag}` is the tag because it is the first field that is a literal text in all of them; if another field tells them apart, declare `{tag}` as `text`, or after that field"
        ))
}

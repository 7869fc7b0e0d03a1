//! `customer: ref customers on delete cascade`: a field that refers to a row of a collection.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};
use flowright_stdlib::schema::{OnDelete, Reference};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{
    self, CollectionField, ExpressionKind, Name, TypeExpression, TypeKind,
};

use super::{Globals, Thing};
use crate::reports::Reports;

/// What may follow `on delete`.
const ACTIONS: &[(&str, OnDelete)] = &[
    ("restrict", OnDelete::Restrict),
    ("cascade", OnDelete::Cascade),
    ("null", OnDelete::Null),
];

/// The type of a field that refers to a row, with the collection of that row, unless it is unknown.
/// `None` for other fields, which have no `on delete`.
pub(super) fn read(
    globals: &Globals,
    field: &CollectionField,
    reports: &mut Reports,
) -> Option<(Type, Option<Reference>)> {
    let Some((name, is_optional)) = referred(&field.ty) else {
        no_reference(field, reports);
        return None;
    };
    // The type of every `id`.
    let ty = if is_optional {
        Type::Int.optional()
    } else {
        Type::Int
    };
    if let Some(default) = &field.default
        && !(is_optional && matches!(default.kind, ExpressionKind::Null))
    {
        reports.push(with_default(default));
    }
    let known = globals.thing(name, Thing::Collection, reports);
    let on_delete = match &field.on_delete {
        None => OnDelete::Restrict,
        Some(action) => on_delete(action, field, is_optional, reports),
    };
    let reference = known.map(|_| Reference {
        collection: name.text.clone(),
        on_delete,
    });
    Some((ty, reference))
}

/// `E0103`: the name of a collection as a type, without `ref`; `None` for other types.
pub(super) fn without_word(globals: &Globals, field: &CollectionField) -> Option<Diagnostic> {
    let mut ty = &field.ty;
    if let TypeKind::Optional(inner) = &ty.kind {
        ty = inner;
    }
    let TypeKind::Name(name) = &ty.kind else {
        return None;
    };
    let entry = globals.things.get(&name.text)?;
    let (thing, _) = globals.kinds.get(entry.index)?;
    if *thing != Thing::Collection || globals.types.is_declared(&name.text) {
        return None;
    }
    let edit = Edit {
        span: name.span.before(),
        text: "ref ".to_owned(),
    };
    let report = Diagnostic::new(
        Code::UnknownType,
        name.span,
        format!("`{}` is a collection, not a type", name.text),
    )
    .label("not a type")
    .because(entry.span, "the collection is declared here");
    let applicability = match field.default {
        None => Applicability::Safe,
        Some(_) => Applicability::Unsafe,
    };
    Some(report.fix(
        format!("for a row of it, write `ref {}`", name.text),
        vec![edit],
        applicability,
    ))
}

/// The collection named by `ref`, and whether the type is optional.
fn referred(ty: &TypeExpression) -> Option<(&Name, bool)> {
    if let TypeKind::Reference(name) = &ty.kind {
        return Some((name, false));
    }
    if let TypeKind::Optional(inner) = &ty.kind
        && let TypeKind::Reference(name) = &inner.kind
    {
        return Some((name, true));
    }
    None
}

/// Reports an `on delete` on a field that refers to no row.
fn no_reference(field: &CollectionField, reports: &mut Reports) {
    if let Some(action) = &field.on_delete {
        let report = Diagnostic::new(
            Code::BadReference,
            action.span,
            format!(
                "`{}` refers to no row that could be deleted",
                field.name.text
            ),
        )
        .label("only a `ref` has an `on delete`")
        .help(format!(
            "remove it, or refer to a row: `{}: ref customers on delete {}`",
            field.name.text, action.text
        ));
        reports.push(report);
    }
}

fn on_delete(
    action: &Name,
    field: &CollectionField,
    is_optional: bool,
    reports: &mut Reports,
) -> OnDelete {
    let known = ACTIONS.iter().find(|(word, _)| *word == &*action.text);
    let Some((_, on_delete)) = known else {
        reports.push(unknown_action(action));
        return OnDelete::Restrict;
    };
    if *on_delete == OnDelete::Null && !is_optional {
        let edit = Edit {
            span: field.ty.span.after(),
            text: "?".to_owned(),
        };
        let report = Diagnostic::new(
            Code::BadReference,
            action.span,
            format!("`{}` cannot become null", field.name.text),
        )
        .label("the field is required")
        .because(field.ty.span, "this is not optional")
        .fix("make it optional", vec![edit], Applicability::Unsafe)
        .help("or delete the row too: `on delete cascade`");
        reports.push(report);
        return OnDelete::Restrict;
    }
    *on_delete
}

/// `E0312`: something else after `on delete`.
fn unknown_action(action: &Name) -> Diagnostic {
    let words = ACTIONS.iter().map(|(word, _)| *word);
    let report = Diagnostic::new(
        Code::BadReference,
        action.span,
        format!("`{}` is nothing that happens on delete", action.text),
    )
    .label("expected `restrict`, `cascade` or `null`");
    let meant = match &*action.text {
        "set" | "set_null" | "nullify" | "SET" | "none" => Some("null"),
        "delete" | "remove" | "CASCADE" => Some("cascade"),
        "no" | "fail" | "deny" | "RESTRICT" | "error" => Some("restrict"),
        _ => None,
    };
    let report = match meant {
        Some(meant) => {
            let edit = Edit {
                span: action.span,
                text: meant.to_owned(),
            };
            report.fix(
                format!("write `{meant}`"),
                vec![edit],
                Applicability::Unsafe,
            )
        }
        None => report.did_you_mean(action.span, &action.text, words),
    };
    if report.helps.is_empty() {
        return report.help(
            "`restrict` makes the deletion fail, `cascade` deletes this row too, `null` clears the field",
        );
    }
    report
}

/// `E0312`: a reference with a default.
fn with_default(default: &ast::Expression) -> Diagnostic {
    Diagnostic::new(Code::BadReference, default.span, "a `ref` has no default")
        .label("no row is known here")
        .help("remove it, and make the field optional: `ref customers?`")
}

//! Declares an undeclared secret or config.

use std::sync::Arc;

use flowright_diagnostics::{Code, Edit, FileRange, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Expression, ExpressionKind, Item, ItemKind};

use super::action::{Action, insert};
use super::place::Place;

pub(super) fn declare_value(place: &Place<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    for (index, diagnostic) in place.of(Code::UnknownDeclaration) {
        let span = place.locate(diagnostic.primary.span);
        let mut nodes = place.covering(span).into_iter();
        let member = nodes.find_map(|node| member(node.as_expression()?, span));
        let Some((group, whole)) = member else {
            continue;
        };
        let name = place.text(span);
        let (title, edit) = if group == "secrets" {
            let edit = declare_secret(place, name);
            (format!("Declare the secret `{name}`"), edit)
        } else {
            let edit = declare_config(place, name, whole);
            (format!("Declare the config `{name}`"), edit)
        };
        let action = Action::mending(Some(index), title, vec![edit]);
        // The diagnostic may also suggest that the name is misspelt.
        let is_only = diagnostic.helps.iter().all(|help| help.edits.is_empty());
        actions.push(if is_only { action.preferred() } else { action });
    }
    actions
}

/// `secrets.x` and `config.x`, where `x` has the given span.
fn member(whole: &Expression, span: Span) -> Option<(&str, &Expression)> {
    let ExpressionKind::Field { base, field, .. } = &whole.kind else {
        return None;
    };
    let ExpressionKind::Name(group) = &base.kind else {
        return None;
    };
    let group = &*group.text;
    let is_member = field.span == span && matches!(group, "secrets" | "config");
    is_member.then_some((group, whole))
}

/// The edit that declares a secret: after the last secret of the file, or at the top of the file.
pub(super) fn declare_secret(place: &Place<'_>, name: &str) -> Edit<FileRange> {
    let is_secret = |item: &&Arc<Item>| matches!(item.kind, ItemKind::Secret(_));
    let text = format!("secret {name}");
    match place.tree.items.iter().rfind(is_secret) {
        Some(last) => after(place, last, &text),
        None => at_top(place, &text),
    }
}

fn declare_config(place: &Place<'_>, name: &str, used: &Expression) -> Edit<FileRange> {
    let typed = place.analysis.index.expression_at(used.span);
    let wanted = typed.and_then(|one| one.wanted.as_ref());
    let ty = match wanted.map(Type::without_null) {
        Some(
            ty @ (Type::Bool
            | Type::Int
            | Type::Float
            | Type::Decimal
            | Type::Time
            | Type::Date
            | Type::Duration
            | Type::Literals(_)),
        ) => ty.to_string(),
        _ => "text".to_owned(),
    };
    let text = format!("config {name}: {ty}");
    let is_config = |item: &&Arc<Item>| matches!(item.kind, ItemKind::Config(_));
    let is_secret = |item: &&Arc<Item>| matches!(item.kind, ItemKind::Secret(_));
    let items = &place.tree.items;
    let last = items.iter().rfind(is_config);
    match last.or_else(|| items.iter().rfind(is_secret)) {
        Some(last) => after(place, last, &text),
        None => at_top(place, &text),
    }
}

fn after(place: &Place<'_>, item: &Item, text: &str) -> Edit<FileRange> {
    let at = place.after(place.at(item.span).end);
    insert(place.file(), at, format!("\n{text}"))
}

fn at_top(place: &Place<'_>, text: &str) -> Edit<FileRange> {
    let first = place.tree.items.first();
    let at = first.map_or(0, |item| place.before_item(item));
    let is_config = first.is_some_and(|item| matches!(item.kind, ItemKind::Config(_)));
    let between = if is_config { "\n" } else { "\n\n" };
    insert(place.file(), at, format!("{text}{between}"))
}

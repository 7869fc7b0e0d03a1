//! Adds a null check first.

use flowright_diagnostics::Code;
use flowright_syntax::ast::{Expression, ExpressionKind, Node, StatementKind};

use super::action::{Action, insert, replace};
use super::place::Place;

pub(super) fn handle_null(place: &Place<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    for (index, diagnostic) in place.of(Code::NullUsed) {
        let span = place.locate(diagnostic.primary.span);
        let nodes = place.covering(span);
        let is_path = nodes.iter().any(|node| {
            if let Node::Entry(entry) = node {
                return entry.value.is_none() && entry.name.span == span;
            }
            let expression = node.as_expression();
            expression.is_some_and(|one| one.span == span && is_path(one))
        });
        let Some((statement, block)) = place.statement(span).filter(|_| is_path) else {
            continue;
        };
        // A single-line block has no line to insert before.
        if place.is_pure(span) || place.in_one_line(block) {
            continue;
        }
        let name = place.text(span);
        let at = place.at(statement.span).start;
        let indent = place.indent(at);
        if !matches!(statement.kind, StatementKind::Let { .. }) {
            let moved = place.moved(place.at(statement.span), 1);
            let text = format!("if {name} != null {{\n{indent}  {moved}\n{indent}}}");
            let edits = vec![replace(place.at(statement.span), text)];
            if place.is_sound(&edits) {
                let title = format!("Do this only if `{name}` is not null");
                actions.push(Action::mending(Some(index), title, edits));
            }
        }
        let text = format!(
            "if {name} == null {{\n{indent}  respond 422 json {{ error: \"{name} is missing\" }}\n{indent}}}\n{indent}"
        );
        let edits = vec![insert(place.file(), at, text)];
        if place.is_sound(&edits) {
            let title = format!("Respond with 422 before this line if `{name}` is null");
            actions.push(Action::mending(Some(index), title, edits));
        }
    }
    actions
}

/// Whether a null check narrows the expression: a name, or a chain of fields of a name.
fn is_path(expression: &Expression) -> bool {
    if let ExpressionKind::Field { base, optional, .. } = &expression.kind {
        return !optional && is_path(base);
    }
    matches!(expression.kind, ExpressionKind::Name(_))
}

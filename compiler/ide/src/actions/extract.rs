//! Extracts an expression into a `let` before its line.

use flowright_check::SymbolKind;
use flowright_diagnostics::{Edit, FileRange};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Expression, ExpressionKind, Node};

use super::action::{Action, ActionKind, insert, replace};
use super::place::{Place, offset};

pub(super) fn to_let(place: &Place<'_>) -> Vec<Action> {
    let selected = place.slice(place.range);
    let blanks = selected.len() - selected.trim_start().len();
    let start = place.range.start.saturating_add(offset(blanks));
    let range = FileRange::new(
        place.file(),
        start,
        start.saturating_add(offset(selected.trim().len())),
    );
    let span = place.locate(range);
    let covering = place.covering(span);
    let found = covering
        .iter()
        .enumerate()
        .filter_map(|(at, node)| Some((at, node.as_expression()?)))
        .find(|(_, one)| one.span == span);
    let Some((at, expression)) = found.filter(|_| span.start < span.end) else {
        return Vec::new();
    };
    let around = at.checked_sub(1).and_then(|at| covering.get(at));
    if !may_move(place, expression, around) {
        return Vec::new();
    }
    let Some((statement, block)) = place.statement(span) else {
        return Vec::new();
    };
    if statement.span == span {
        return Vec::new();
    }
    let item = place.item(span).map_or(span, |item| item.span);
    let name = place.free_name(&proposed(expression), |one| match one.kind {
        SymbolKind::Binding
        | SymbolKind::Variable
        | SymbolKind::Element
        | SymbolKind::Parameter
        | SymbolKind::Failure => item.covers(one.span),
        SymbolKind::Collection
        | SymbolKind::Service
        | SymbolKind::Channel
        | SymbolKind::Function => true,
        _ => false,
    });
    let value = place.text(span);
    let around = place.at(statement.span);
    let indent = place.indent(around.start);
    let named = replace(range, name.clone());
    let edits: Vec<Edit<FileRange>> = if !place.in_one_line(block) {
        let line = format!("let {name} = {value}\n{indent}");
        vec![insert(place.file(), around.start, line), named]
    } else if let [_] = block.statements.as_slice() {
        let block = place.at(block.span);
        let before = FileRange::new(place.file(), block.start, around.start);
        let after = FileRange::new(place.file(), around.end, block.end.saturating_sub(1));
        let head = format!("{{\n{indent}  let {name} = {value}\n{indent}  ");
        vec![
            replace(before, head),
            named,
            replace(after, format!("\n{indent}")),
        ]
    } else {
        return Vec::new();
    };
    if !place.is_sound(&edits) {
        return Vec::new();
    }
    let title = format!("Extract into `let {name}`");
    vec![Action::new(ActionKind::Refactor, title, edits)]
}

/// Whether the expression has the same meaning on the preceding line.
fn may_move(place: &Place<'_>, expression: &Expression, around: Option<&Node<'_>>) -> bool {
    // An operand of a step or setting may have a role beyond its value: markup, the host of an
    // address, the word of a setting.
    if let Some(Node::Step(_) | Node::Setting(_)) = around
        && !matches!(expression.kind, ExpressionKind::Record(_))
    {
        return false;
    }
    if let ExpressionKind::Step(_) | ExpressionKind::NotBuilt(_) = expression.kind {
        return false;
    }
    let Some(typed) = place.analysis.index.expression_at(expression.span) else {
        return false;
    };
    let moves = !matches!(
        typed.ty,
        Type::Error | Type::Never | Type::Null | Type::Secret | Type::Headers
    );
    let mut inside = Node::Expression(expression).expressions();
    let is_bound = inside.any(|one| matches!(one.kind, ExpressionKind::Column(_)));
    moves && !is_bound
}

/// A descriptive name.
fn proposed(expression: &Expression) -> String {
    let named = if let ExpressionKind::MethodCall { base, .. } = &expression.kind {
        base
    } else {
        expression
    };
    if let ExpressionKind::Field { field, .. } = &named.kind {
        field.text.to_string()
    } else {
        "value".to_owned()
    }
}

//! Adds the missing arms of a `match`.

use flowright_diagnostics::{Code, Edit, FileRange};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Expression, ExpressionKind, MatchArm, PatternKind};

use super::action::{Action, insert, replace};
use super::place::Place;
use super::placeholder::placeholder;

pub(super) fn missing_arms(place: &Place<'_>) -> Vec<Action> {
    let mut nodes = place.nodes.iter().rev();
    let found = nodes.find_map(|node| {
        let whole = node.as_expression()?;
        let ExpressionKind::Match { scrutinee, arms } = &whole.kind else {
            return None;
        };
        Some((whole, &**scrutinee, arms))
    });
    let Some((whole, scrutinee, arms)) = found else {
        return Vec::new();
    };
    // Other actions apply inside an arm.
    let is_head = arms.iter().all(|arm| {
        place.range.end < place.at(arm.body.span).start
            || place.at(arm.body.span).end < place.range.start
    });
    let Some(typed) = place.analysis.index.expression_at(scrutinee.span) else {
        return Vec::new();
    };
    let missing = missing(&typed.ty, arms);
    if missing.is_empty() || !is_head {
        return Vec::new();
    }
    let mends = place.wrong(Code::MissingCase, scrutinee.span);
    let mut actions = Vec::new();
    let any = ["_".to_owned()];
    if missing != any {
        let title = match missing.as_slice() {
            [one] => format!("Add the missing arm `{one}`"),
            more => format!("Add the {} missing arms", more.len()),
        };
        let edits = vec![added(place, whole, arms, &missing)];
        actions.push(Action::mending(mends, title, edits).preferred());
    }
    let edits = vec![added(place, whole, arms, &any)];
    let action = Action::mending(mends, "Add an arm `_` for all other values", edits);
    actions.push(action);
    actions
}

/// The cases that no arm covers, as source text; none if an arm could not be read.
fn missing(ty: &Type, arms: &[MatchArm]) -> Vec<String> {
    let patterns = || {
        arms.iter()
            .flat_map(|arm| &arm.patterns)
            .map(|one| &one.kind)
    };
    let unclear = |kind: &PatternKind| matches!(kind, PatternKind::Any | PatternKind::Error);
    if patterns().any(unclear) {
        return Vec::new();
    }
    let mut missing = Vec::new();
    match ty.without_null() {
        Type::Bool => {
            for value in [true, false] {
                if !patterns().any(|kind| matches!(kind, PatternKind::Bool(own) if *own == value)) {
                    missing.push(value.to_string());
                }
            }
        }
        Type::Literals(texts) if texts.is_open() => return vec!["_".to_owned()],
        Type::Union(union) => {
            for variant in &union.variants {
                let is_own = |kind: &PatternKind| matches!(kind, PatternKind::Variant { name, binding: _ } if name.text == variant.name);
                if !patterns().any(is_own) {
                    missing.push(variant.name.to_string());
                }
            }
        }
        Type::Literals(texts) => {
            for text in texts.iter() {
                if !patterns().any(|kind| matches!(kind, PatternKind::Text(own) if **own == *text))
                {
                    missing.push(format!("{text:?}"));
                }
            }
        }
        Type::Int | Type::Float | Type::Decimal | Type::Text => return vec!["_".to_owned()],
        _ => return Vec::new(),
    }
    if ty.is_nullable() && !patterns().any(|kind| matches!(kind, PatternKind::Null)) {
        missing.push("null".to_owned());
    }
    missing
}

/// The edit that adds arms in the style of the last existing arm.
fn added(
    place: &Place<'_>,
    whole: &Expression,
    arms: &[MatchArm],
    cases: &[String],
) -> Edit<FileRange> {
    let value = value(place, whole);
    let Some(last) = arms.last() else {
        let indent = place.indent(place.at(whole.span).start);
        let lines = cases
            .iter()
            .map(|case| format!("\n{indent}  {case} => {value}"));
        let lines: String = lines.collect();
        let text = place.text(whole.span);
        let inside = text.rfind('{').map_or(text.len(), |at| at + 1);
        let start = place.at(whole.span).start;
        let inside = start.saturating_add(super::place::offset(inside));
        let end = place.at(whole.span).end.saturating_sub(1);
        let span = FileRange::new(place.file(), inside, end);
        return replace(span, format!("{lines}\n{indent}"));
    };
    let in_one_line = !place.text(whole.span).contains('\n');
    let in_braces = !place
        .between(place.at(last.span).start, place.at(last.body.span).start)
        .contains("=>");
    let indent = place.indent(place.at(last.span).start);
    let arms = cases.iter().map(|case| match (in_one_line, in_braces) {
        (true, true) => format!(", {case} {{ {value} }}"),
        (true, false) => format!(", {case} => {value}"),
        (false, true) => format!("\n{indent}{case} {{\n{indent}  {value}\n{indent}}}"),
        (false, false) => format!("\n{indent}{case} => {value}"),
    });
    let at = if in_one_line {
        place.at(last.span).end
    } else {
        place.after(place.at(last.span).end)
    };
    insert(place.file(), at, arms.collect::<String>())
}

/// The value of a new arm. A failure fits every type, but is not allowed in a function.
fn value(place: &Place<'_>, whole: &Expression) -> String {
    if !place.is_pure(whole.span) {
        return "fail \"not handled yet\"".to_owned();
    }
    let typed = place.analysis.index.expression_at(whole.span);
    let ty = typed.map(|one| one.wanted.as_ref().unwrap_or(&one.ty));
    placeholder(ty.unwrap_or(&Type::Null), true)
}

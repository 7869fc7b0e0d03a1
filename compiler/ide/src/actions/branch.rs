//! Converts a chain of `else if` to a `branch`, and back.

use flowright_diagnostics::{FileRange, Span};
use flowright_syntax::ast::{Block, Expression, ExpressionKind, StatementKind};

use super::action::{Action, ActionKind, replace};
use super::place::Place;

/// Conditions with their blocks, and the block for all other cases.
struct Choice<'t> {
    whole: Span,
    arms: Vec<(&'t Expression, &'t Block)>,
    otherwise: Option<&'t Block>,
    /// The spans of its `else if`s.
    inner: Vec<Span>,
}

pub(super) fn to_branch(place: &Place<'_>) -> Vec<Action> {
    // The first `if` of a chain contains the others.
    let mut chains: Vec<Choice<'_>> = Vec::new();
    for whole in place.nodes.iter().filter_map(|node| node.as_expression()) {
        if matches!(whole.kind, ExpressionKind::If { .. })
            && !chains.iter().any(|chain| chain.inner.contains(&whole.span))
        {
            chains.push(chain(place, whole));
        }
    }
    let Some(chain) = chains.pop().filter(|chain| chain.arms.len() > 1) else {
        return Vec::new();
    };
    if !chain.is_head(place) || chain.has_comments(place, &["else", "if"]) {
        return Vec::new();
    }
    let indent = place.indent(place.at(chain.whole).start);
    let mut text = "branch {".to_owned();
    for (condition, body) in &chain.arms {
        let head = FileRange::new(
            place.file(),
            start_of(place, condition),
            place.at(body.span).start,
        );
        let (condition, body) = (place.moved(head, 1), place.moved(place.at(body.span), 1));
        let condition = condition.trim_end();
        text.push_str(&format!("\n{indent}  when {condition} {body}"));
    }
    if let Some(body) = chain.otherwise {
        let body = place.moved(place.at(body.span), 1);
        text.push_str(&format!("\n{indent}  else {body}"));
    }
    text.push_str(&format!("\n{indent}}}"));
    let edits = vec![replace(place.at(chain.whole), text)];
    let title = "Convert this `if` and `else if` to a `branch`";
    vec![Action::new(ActionKind::Refactor, title, edits)]
}

pub(super) fn to_if(place: &Place<'_>) -> Vec<Action> {
    let mut nodes = place.nodes.iter().rev();
    let found = nodes.find_map(|node| {
        let whole = node.as_expression()?;
        let ExpressionKind::Branch { arms, otherwise } = &whole.kind else {
            return None;
        };
        Some(Choice {
            whole: whole.span,
            arms: arms.iter().map(|arm| (&arm.condition, &arm.body)).collect(),
            otherwise: otherwise.as_ref(),
            inner: Vec::new(),
        })
    });
    let Some(branch) = found.filter(|one| !one.arms.is_empty() && one.is_head(place)) else {
        return Vec::new();
    };
    if branch.has_comments(place, &["branch", "{", "}", "when", "else", ","]) {
        return Vec::new();
    }
    let mut text = String::new();
    for (condition, body) in &branch.arms {
        let levels = if on_own_line(place, body) { -1 } else { 0 };
        let head = FileRange::new(
            place.file(),
            start_of(place, condition),
            place.at(body.span).start,
        );
        let (condition, body) = (
            place.moved(head, levels),
            place.moved(place.at(body.span), levels),
        );
        let condition = condition.trim_end();
        let before = if text.is_empty() { "" } else { " else " };
        text.push_str(&format!("{before}if {condition} {body}"));
    }
    if let Some(body) = branch.otherwise {
        let levels = if on_own_line(place, body) { -1 } else { 0 };
        let body = place.moved(place.at(body.span), levels);
        text.push_str(&format!(" else {body}"));
    }
    let edits = vec![replace(place.at(branch.whole), text)];
    let title = "Convert this `branch` to `if` and `else if`";
    vec![Action::new(ActionKind::Refactor, title, edits)]
}

impl Choice<'_> {
    /// Whether the range is outside all blocks.
    fn is_head(&self, place: &Place<'_>) -> bool {
        let bodies = self.arms.iter().map(|(_, body)| *body);
        let mut bodies = bodies.chain(self.otherwise);
        bodies.all(|body| {
            place.range.end <= place.at(body.span).start
                || place.at(body.span).end <= place.range.start
        })
    }

    /// Whether there is anything except those words between the conditions and blocks; it would be
    /// lost.
    fn has_comments(&self, place: &Place<'_>, words: &[&str]) -> bool {
        let whole = place.at(self.whole);
        let mut end = whole.start;
        let mut between = Vec::new();
        for (condition, body) in &self.arms {
            between.push(place.between(end, start_of(place, condition)));
            end = place.at(body.span).end;
        }
        if let Some(body) = self.otherwise {
            between.push(place.between(end, place.at(body.span).start));
            end = place.at(body.span).end;
        }
        between.push(place.between(end, whole.end));
        between.into_iter().any(|text| {
            let mut text = text.to_owned();
            for word in words {
                text = text.replace(word, " ");
            }
            !text.trim().is_empty()
        })
    }
}

/// The whole chain that begins with this `if`.
fn chain<'t>(place: &Place<'_>, first: &'t Expression) -> Choice<'t> {
    let mut arms = Vec::new();
    let mut next = Some(first);
    let mut rest = None;
    let mut inner = Vec::new();
    while let Some(Expression {
        kind:
            ExpressionKind::If {
                condition,
                then,
                otherwise,
            },
        ..
    }) = next
    {
        arms.push((&**condition, then));
        rest = otherwise.as_ref();
        // An `else if` is a block without braces.
        let is_else_if = |block: &&Block| !place.text(block.span).starts_with('{');
        next = rest.filter(is_else_if).and_then(|block| {
            let one = block.statements.first()?;
            let StatementKind::Expression(inner) = &one.kind else {
                return None;
            };
            Some(inner)
        });
        if let Some(next) = next {
            inner.push(next.span);
            rest = None;
        }
    }
    Choice {
        whole: first.span,
        arms,
        otherwise: rest,
        inner,
    }
}

/// The start of a condition, including parentheses before it.
fn start_of(place: &Place<'_>, condition: &Expression) -> u32 {
    let before = place.between(0, place.at(condition.span).start);
    let trimmed = before.trim_end_matches(['(', ' ']);
    let open = before.get(trimmed.len()..).unwrap_or_default();
    let blanks = open.len() - open.trim_start().len();
    super::place::offset(trimmed.len() + blanks)
}

/// Whether a block belongs to an arm that begins its line.
fn on_own_line(place: &Place<'_>, block: &Block) -> bool {
    let before = place.between(
        place.line_start(place.at(block.span).start),
        place.at(block.span).start,
    );
    let before = before.trim_start();
    before.starts_with("when") || before.starts_with("else")
}

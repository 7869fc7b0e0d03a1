//! Which paths through a workflow end, and how.
//!
//! Only `respond` and `fail` end a path, so the syntax tree is sufficient.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_syntax::ast::{
    Block, Expression, ExpressionKind, Node, Statement, StatementKind, StepKind,
};

/// How a path ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Every path responds or fails.
    Ends,
    /// Some path continues.
    GoesOn,
    /// It contains code with errors.
    Unknown,
}

/// `E0503`: paths that never respond. Each is shown at the place where it falls through.
pub(crate) fn no_response(body: &Block, name: &str, trigger: Span) -> Option<Diagnostic> {
    let mut holes = Vec::new();
    if block(body, &mut holes) != End::GoesOn {
        return None;
    }
    let mut holes = holes.into_iter();
    let (span, why) = holes.next()?;
    let report = Diagnostic::new(
        Code::NoResponse,
        span,
        format!("a path through `{name}` never responds"),
    )
    .label(why)
    .because(trigger, "the sender waits for a response");
    let report = holes.fold(report, |report, (span, why)| report.because(span, why));
    Some(
        report.help("end every path with `respond`, such as `respond 204`, or with `fail \"why\"`"),
    )
}

fn block(block: &Block, holes: &mut Vec<(Span, &'static str)>) -> End {
    let mut unknown = false;
    let mut last: Vec<(Span, &'static str)> = Vec::new();
    for statement in &block.statements {
        last.clear();
        match one(statement, &mut last) {
            End::Ends => return End::Ends,
            End::GoesOn => {}
            End::Unknown => unknown = true,
        }
    }
    if unknown {
        return End::Unknown;
    }
    if last.is_empty() {
        let brace = Span {
            start: block.span.end.saturating_sub(1),
            ..block.span
        };
        last.push((brace, "the path ends here without a response"));
    }
    holes.append(&mut last);
    End::GoesOn
}

/// Analyzes a statement. If only some of its paths continue, adds the places where they continue to
/// `holes`.
fn one(statement: &Statement, holes: &mut Vec<(Span, &'static str)>) -> End {
    match &statement.kind {
        // These end the path through a loop body; the loop itself is assumed to continue in any
        // case.
        StatementKind::Respond(_) | StatementKind::Break | StatementKind::Continue => End::Ends,
        StatementKind::Let { value, .. }
        | StatementKind::Var { value, .. }
        | StatementKind::Assign { value, .. }
        | StatementKind::Expression(value) => expression(value, holes),
        StatementKind::Log(_) => End::GoesOn,
        StatementKind::NotBuilt(_) | StatementKind::Error => End::Unknown,
    }
}

fn expression(value: &Expression, holes: &mut Vec<(Span, &'static str)>) -> End {
    match &value.kind {
        ExpressionKind::If {
            then, otherwise, ..
        } => match otherwise {
            Some(otherwise) => together(&[then, otherwise], None, holes),
            None => together(&[then], Some(value.span), holes),
        },
        ExpressionKind::Branch { arms, otherwise } => {
            let mut blocks: Vec<&Block> = arms.iter().map(|arm| &arm.body).collect();
            match otherwise {
                Some(otherwise) => {
                    blocks.push(otherwise);
                    together(&blocks, None, holes)
                }
                None => together(&blocks, Some(value.span), holes),
            }
        }
        ExpressionKind::Match { arms, .. } => {
            let blocks: Vec<&Block> = arms.iter().map(|arm| &arm.body).collect();
            together(&blocks, None, holes)
        }
        ExpressionKind::Fail(_) => End::Ends,
        ExpressionKind::Try(one) => match &one.catch {
            Some(catch) => together(&[&one.body, catch], None, holes),
            None => End::Unknown,
        },
        // A loop may have no iterations, so it never ends all paths. Its body is checked only for
        // code with errors.
        ExpressionKind::For(one) => rounds(&one.body),
        ExpressionKind::While(one) => rounds(&one.body),
        // Branches cannot respond, and cannot end anything outside themselves.
        ExpressionKind::Parallel(one) => {
            let unknown = one
                .branches
                .iter()
                .any(|branch| rounds(&branch.body) == End::Unknown);
            if unknown { End::Unknown } else { End::GoesOn }
        }
        ExpressionKind::NotBuilt(_) | ExpressionKind::Error => End::Unknown,
        ExpressionKind::Step(step) => match &step.kind {
            // A transaction cannot respond, and its failure is the failure of its line.
            StepKind::Transaction(body) => rounds(body),
            StepKind::Create(_)
            | StepKind::Upsert(_)
            | StepKind::Query(_)
            | StepKind::Update(_)
            | StepKind::Delete(_)
            | StepKind::Http(_)
            | StepKind::Notify(_)
            | StepKind::Call(_)
            | StepKind::NotBuilt(_) => End::GoesOn,
        },
        // These cannot contain `respond` or `fail`.
        ExpressionKind::Null
        | ExpressionKind::Bool(_)
        | ExpressionKind::Int(_)
        | ExpressionKind::Float(_)
        | ExpressionKind::Text(_)
        | ExpressionKind::Duration(_)
        | ExpressionKind::Size(_)
        | ExpressionKind::Name(_)
        | ExpressionKind::Column(_)
        | ExpressionKind::Field { .. }
        | ExpressionKind::MethodCall { .. }
        | ExpressionKind::Call { .. }
        | ExpressionKind::Index { .. }
        | ExpressionKind::Unary { .. }
        | ExpressionKind::Binary { .. }
        | ExpressionKind::Record(_)
        | ExpressionKind::List(_)
        | ExpressionKind::Lambda { .. }
        | ExpressionKind::Decode { .. } => End::GoesOn,
    }
}

fn rounds(body: &Block) -> End {
    match block(body, &mut Vec::new()) {
        End::Unknown => End::Unknown,
        End::Ends | End::GoesOn => End::GoesOn,
    }
}

/// Blocks of which exactly one runs; `missing` is the span of an `if` without `else`.
fn together(
    blocks: &[&Block],
    missing: Option<Span>,
    holes: &mut Vec<(Span, &'static str)>,
) -> End {
    let mut all = Vec::new();
    let mut some_end = false;
    let mut some_go_on = missing.is_some();
    let mut unknown = false;
    for one in blocks {
        match block(one, &mut all) {
            End::Ends => some_end = true,
            End::GoesOn => some_go_on = true,
            End::Unknown => unknown = true,
        }
    }
    if unknown {
        return End::Unknown;
    }
    if !some_go_on {
        return End::Ends;
    }
    // If no path of the statement ends, the hole is reported at the end of the enclosing block
    // instead.
    if some_end {
        if let Some(span) = missing {
            all.push((span, "no response if this condition is false"));
        }
        holes.append(&mut all);
    }
    End::GoesOn
}

/// The report on statements after one that always ends: `E0504` if they respond again, otherwise
/// `W0501`.
pub(crate) fn after_the_end(
    end: &Statement,
    next: &Statement,
    rest: &[Statement],
) -> Option<Diagnostic> {
    let known = |statement: &Statement| !matches!(statement.kind, StatementKind::Error);
    if !rest.iter().all(known) {
        return None;
    }
    let second = rest.iter().find_map(respond_in);
    if let (Some(second), Some(first)) = (second, respond_in(end)) {
        let report = Diagnostic::new(Code::RespondsTwice, second, "this path responds twice")
            .label("the second response")
            .because(first, "the path already responds here, and ends")
            .help("keep one of them, or put the first one into an `if`");
        return Some(report);
    }
    let report = Diagnostic::new(Code::Unreachable, next.span, "this is never reached")
        .label("never reached")
        .because(end.span, "every path ends here")
        .help("remove it, or move it up");
    Some(report)
}

/// The place in the statement that responds.
fn respond_in(statement: &Statement) -> Option<Span> {
    Node::Statement(statement).walk().find_map(|node| {
        let statement = node.as_statement()?;
        matches!(statement.kind, StatementKind::Respond(_)).then_some(statement.span)
    })
}

//! `trigger call (a: T) -> U`, and the workflow that it starts.

use flowright_diagnostics::{Applicability, Code, Edit};
use flowright_stdlib::catalogue::Owner;
use flowright_syntax::ast::{CallTrigger, ExpressionKind, StatementKind, WorkflowItem};

use crate::body::{Checker, Place, Reason, Use};
use crate::declare::{Globals, Signature};
use crate::program::{Block, CalledWorkflow, Statement};
use crate::reports::Reports;
use crate::{SymbolKind, names, settings};

/// Checks a workflow that others call.
pub(crate) fn called(
    item: &WorkflowItem,
    call: &CallTrigger,
    signature: &Signature,
    globals: &Globals,
    reports: &mut Reports,
) -> CalledWorkflow {
    names::spelling(&item.name, false, reports);
    reports
        .index
        .declare(&item.name, SymbolKind::Workflow, None);
    let user: Box<str> = format!("workflow {}", item.name.text).into();
    settings::declared(Owner::Call, &call.settings, globals, &user, reports);
    let mut checker = Checker::new(globals, reports, Place::Open, user);
    checker.result = call.returns.as_ref().map(|_| signature.returns.clone());
    let mark = checker.enter();
    let parameters = checker.bind_parameters(&call.parameters, &signature.parameters);
    let before = checker.reports.len();
    let body = match &call.returns {
        Some(written) => {
            let reason = Reason::Returns {
                of: "workflow",
                name: &item.name.text,
                span: written.span,
            };
            checker.block(&item.body, Use::Must(&signature.returns, &reason))
        }
        None => checker.block(&item.body, Use::Nothing),
    };
    checker.leave_block(mark, item.body.span);
    let bindings = checker.bindings;
    if item.guessed {
        // The paths depend on guessed brackets.
        let of_paths = [Code::Unreachable, Code::NoValue];
        reports.retain_since(before, |one| !of_paths.contains(&one.code));
    }
    if call.returns.is_none() {
        explain_unused(item, call, &body, before, reports);
    }
    CalledWorkflow {
        name: item.name.text.clone(),
        parameters,
        returns: signature.returns.clone(),
        bindings,
        body,
        span: item.name.span,
    }
}

/// A value on the last line is meant as the result.
fn explain_unused(
    item: &WorkflowItem,
    call: &CallTrigger,
    body: &Block,
    before: usize,
    reports: &mut Reports,
) {
    let Some(last) = item.body.statements.last() else {
        return;
    };
    let StatementKind::Expression(value) = &last.kind else {
        return;
    };
    if matches!(value.kind, ExpressionKind::Step(_)) {
        return;
    }
    for report in reports.since_mut(before) {
        if report.code == Code::UnusedValue && report.primary.span == value.span {
            report.helps.clear();
            let of_value = if let Some(Statement::Expression(value)) = body.statements.last() {
                let has_room = call.settings.is_empty();
                has_room.then(|| format!(" -> {}", value.ty))
            } else {
                None
            };
            *report = match of_value {
                Some(text) => report.clone().fix(
                    format!("if it is the result, declare its type: `trigger call (…){text}`"),
                    vec![Edit {
                        span: call.span.after(),
                        text,
                    }],
                    Applicability::Unsafe,
                ),
                None => report.clone().help(
                    "if it is the result, declare its type after the parameters: `trigger call (…) -> T`",
                ),
            };
        }
    }
}

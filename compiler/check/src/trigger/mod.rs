//! Workflows: their single trigger, then their body.

mod by;
mod call;
mod data;
mod members;
mod one_of;
mod path;
mod routes;
mod signature;
mod verify;
mod webhook;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, WebhookTrigger, WorkflowItem};

use crate::body::{Checker, Data, Place, Request, Use};
use crate::declare::Globals;
use crate::program::{Body, Trigger, Webhook, Workflow};
use crate::reports::Reports;
use crate::{SymbolKind, flow, names, unbuilt};

pub(crate) use call::called;
pub(crate) use routes::{Route, Routes};

/// Checks a workflow. Returns the route of a webhook for comparison with other routes.
pub(crate) fn workflow(
    item: &WorkflowItem,
    globals: &Globals,
    reports: &mut Reports,
) -> (Workflow, Option<Route>) {
    names::spelling(&item.name, false, reports);
    reports
        .index
        .declare(&item.name, SymbolKind::Workflow, None);
    let workflow = one(item, globals, reports);
    let Trigger::Webhook(webhook) = &workflow.trigger;
    let route = only_webhook(item).map(|written| Route::new(webhook, written));
    (workflow, route)
}

fn only_webhook(item: &WorkflowItem) -> Option<&WebhookTrigger> {
    let [ast::Trigger::Webhook(webhook)] = item.triggers.as_slice() else {
        return None;
    };
    Some(webhook)
}

fn one(item: &WorkflowItem, globals: &Globals, reports: &mut Reports) -> Workflow {
    let user: Box<str> = format!("workflow {}", item.name.text).into();
    for trigger in &item.triggers {
        if let ast::Trigger::NotBuilt(feature, span) = trigger {
            reports.push(unbuilt::feature(*span, *feature));
        }
    }
    if item.triggers.is_empty() {
        reports.push(no_trigger(item));
    }
    if let [first, second, ..] = item.triggers.as_slice() {
        reports.push(two_triggers(item, first.span(), second.span()));
    }
    let (webhook, request) = match only_webhook(item) {
        Some(written) => webhook::read(item, written, globals, &user, reports),
        None => unknown_trigger(item),
    };
    let mut checker = Checker::new(globals, reports, Place::Open, user);
    checker.request = Some(&request);
    checker.begin_after(&request.before);
    let before = checker.reports.len();
    let body = checker.block(&item.body, Use::Nothing);
    let bindings = checker.bindings;
    if item.guessed {
        // The paths depend on guessed brackets.
        let of_paths = [Code::RespondsTwice, Code::Unreachable, Code::NoValue];
        reports.retain_since(before, |one| !of_paths.contains(&one.code));
    } else if item.triggers.iter().all(is_of_request) {
        reports.extend(flow::no_response(
            &item.body,
            &item.name.text,
            trigger_head(item, webhook.span),
        ));
    }
    Workflow {
        name: item.name.text.clone(),
        trigger: Trigger::Webhook(webhook),
        bindings,
        body,
        span: item.name.span,
    }
}

/// Whether a sender may wait for a response; of an unsupported trigger, we do not know.
fn is_of_request(trigger: &ast::Trigger) -> bool {
    matches!(trigger, ast::Trigger::Webhook(_))
}

/// The span of a trigger without its settings.
fn trigger_head(item: &WorkflowItem, whole: Span) -> Span {
    match only_webhook(item) {
        Some(webhook) => webhook.span.before().to(webhook.path_span),
        None => whole,
    }
}

/// `E0401`: a workflow without a trigger.
fn no_trigger(item: &WorkflowItem) -> Diagnostic {
    let name = &item.name.text;
    Diagnostic::new(
        Code::TriggerCount,
        item.name.span,
        format!("the workflow `{name}` has no trigger"),
    )
    .label("it would never run")
    .help(format!(
        "begin it with a trigger: `trigger webhook POST \"/{name}\" {{ verify … }}`"
    ))
}

/// `E0401`: a workflow with several triggers.
fn two_triggers(item: &WorkflowItem, first: Span, second: Span) -> Diagnostic {
    let name = &item.name.text;
    Diagnostic::new(
        Code::TriggerCount,
        second,
        format!("the workflow `{name}` has more than one trigger"),
    )
    .label("a second trigger")
    .because(first, "the first one")
    .help("write a workflow for each trigger, and move common code to a `fn`")
}

/// The placeholder for a trigger with errors.
fn unknown_trigger(item: &WorkflowItem) -> (Webhook, Request) {
    let span = item
        .triggers
        .first()
        .map_or(item.name.span, ast::Trigger::span);
    let webhook = Webhook {
        body: Body::Json(Type::Error),
        ..webhook::without_settings("POST".into(), Vec::new(), span)
    };
    let request = Request {
        before: Vec::new(),
        data: Data::Of(Type::Error),
        nobody_named: None,
        params: None,
        query: None,
        headers: None,
        path_span: span,
    };
    (webhook, request)
}

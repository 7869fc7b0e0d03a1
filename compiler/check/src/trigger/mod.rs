//! Workflows: their single trigger, then their body.

mod data;
mod one_of;
mod path;
mod routes;
mod signature;
mod verify;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::{Owner, SettingSpec};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, WebhookTrigger, WorkflowItem};

use crate::body::{Checker, Data, Place, Request, Use};
use crate::declare::Globals;
use crate::program::{
    Binding, Body, Expression, PathSegment, SettingValue, Trigger, Verify, Webhook, Workflow,
};
use crate::reports::Reports;
use crate::settings::{self, Value};
use crate::{SymbolKind, flow, names, steps, unbuilt};

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
        reports.push(two_triggers(item, span_of(first), span_of(second)));
    }
    let (webhook, request) = match only_webhook(item) {
        Some(written) => webhook(item, written, globals, &user, reports),
        None => unknown_trigger(item),
    };
    let mut checker = Checker::new(globals, reports, Place::Open, user);
    checker.request = Some(&request);
    checker.begin_after(&request.when);
    let before = checker.reports.len();
    let body = checker.block(&item.body, Use::Nothing);
    let bindings = checker.bindings;
    if item.guessed {
        // The paths depend on guessed brackets.
        let of_paths = [Code::RespondsTwice, Code::Unreachable, Code::NoValue];
        reports.retain_since(before, |one| !of_paths.contains(&one.code));
    } else {
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

/// The span of a trigger without its settings.
fn trigger_head(item: &WorkflowItem, whole: Span) -> Span {
    match only_webhook(item) {
        Some(webhook) => webhook.span.before().to(webhook.path_span),
        None => whole,
    }
}

fn span_of(trigger: &ast::Trigger) -> Span {
    match trigger {
        ast::Trigger::Webhook(webhook) => webhook.span,
        ast::Trigger::NotBuilt(_, span) | ast::Trigger::Error(span) => *span,
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
    let span = item.triggers.first().map_or(item.name.span, span_of);
    let webhook = Webhook {
        method: "POST".into(),
        path: Vec::new(),
        allow: Vec::new(),
        deny: Vec::new(),
        max_body: steps::ONE_MEGABYTE,
        verify: Verify::None { because: "".into() },
        when: None,
        body: Body::Json(Type::Error),
        span,
    };
    let request = Request {
        when: Vec::new(),
        data: Data::Of(Type::Error),
        params: None,
        path_span: span,
    };
    (webhook, request)
}

fn webhook(
    item: &WorkflowItem,
    written: &WebhookTrigger,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> (Webhook, Request) {
    let method = steps::method(&written.method, reports);
    let (path, params) = match &written.path {
        Some(segments) => path::read(segments, globals, reports),
        None => (default_path(&item.name.text), Vec::new()),
    };
    let mut request = Request {
        when: Vec::new(),
        data: Data::None {
            span: written.span,
            written: false,
        },
        params: Some(params),
        path_span: written.path_span,
    };
    let mut trigger = Webhook {
        method: method.unwrap_or_else(|| "POST".into()),
        path,
        allow: Vec::new(),
        deny: Vec::new(),
        max_body: steps::ONE_MEGABYTE,
        verify: Verify::None { because: "".into() },
        when: None,
        body: Body::None,
        span: written.span,
    };
    let mut verified = false;
    let read = settings::declared(Owner::Webhook, &written.settings, globals, user, reports);
    for one in read.given {
        let setting = one.setting;
        match (one.spec.name, one.value) {
            ("allow", Some(Value::Fixed(SettingValue::Ranges(ranges)))) => trigger.allow = ranges,
            ("deny", Some(Value::Fixed(SettingValue::Ranges(ranges)))) => trigger.deny = ranges,
            ("max_body", Some(Value::Fixed(SettingValue::Size(size)))) => trigger.max_body = size,
            ("verify", _) => {
                verified = true;
                if let Some(verify) = verify::read(setting, globals, user, reports) {
                    trigger.verify = verify;
                }
            }
            ("when", _) => {
                let given = (setting, one.spec);
                if let Some((condition, bindings)) = when(given, globals, &request, user, reports) {
                    trigger.when = Some(condition);
                    request.when = bindings;
                }
            }
            ("body", _) => {
                let (body, data) = data::read(setting, globals, reports);
                trigger.body = body;
                request.data = data;
            }
            // There is only one mode so far.
            ("mode", _) | (_, None) => {}
            (name, Some(_)) => debug_assert!(false, "nothing reads `{name}` of a webhook"),
        }
    }
    if !verified && read.complete {
        let end = Span {
            start: written.span.start,
            end: written.path_span.end.max(written.span.start),
            ..written.span
        };
        reports.push(verify::missing(end, written, globals));
    }
    (trigger, request)
}

fn default_path(workflow: &str) -> Vec<PathSegment> {
    ["api", "webhooks", workflow]
        .into_iter()
        .map(|segment| PathSegment::Literal(segment.into()))
        .collect()
}

fn when(
    (setting, spec): (&ast::Setting, &SettingSpec),
    globals: &Globals,
    request: &Request,
    user: &str,
    reports: &mut Reports,
) -> Option<(Expression, Vec<Binding>)> {
    let condition = settings::operand(setting, spec, reports)?;
    let mut checker = Checker::new(globals, reports, Place::When, user.into());
    checker.request = Some(request);
    let condition = checker.condition(condition);
    Some((condition, checker.bindings))
}

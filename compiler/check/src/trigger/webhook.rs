//! `trigger webhook … { … }`

use std::time::Duration;

use flowright_diagnostics::Span;
use flowright_stdlib::catalogue::{Owner, SettingSpec};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, SettingTail, WebhookTrigger, WorkflowItem};

use super::{data, members, path, verify};
use crate::body::{Checker, Data, Place, Request};
use crate::declare::Globals;
use crate::program::{Binding, Body, Expression, Flag, PathSegment, SettingValue, Verify, Webhook};
use crate::reports::Reports;
use crate::settings::{self, Value};
use crate::steps;

/// The deadline of an execution if the trigger sets none.
const DEADLINE: Duration = Duration::from_secs(30);

/// The webhook, and what its workflow sees of a request.
pub(super) fn read(
    item: &WorkflowItem,
    written: &WebhookTrigger,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> (Webhook, Request) {
    let method = steps::method(&written.method, reports);
    let (path, params) = match &written.path {
        Some(segments) => path::read(segments, globals, reports),
        None => (default_path(&item.name.text), Some(Vec::new())),
    };
    let mut request = Request {
        before: Vec::new(),
        data: Data::None {
            span: written.span,
            written: false,
        },
        nobody_named: verify::nobody_named(&written.settings),
        params,
        query: None,
        headers: None,
        path_span: written.path_span,
    };
    let method = method.unwrap_or_else(|| "POST".into());
    let mut trigger = without_settings(method, path, written.span);
    let mut verified = false;
    let mut body = None;
    let is_unread =
        |one: &ast::Setting| one.name.text.is_empty() || matches!(one.tail, SettingTail::Error);
    if written.settings.iter().any(is_unread) {
        // The part that could not be parsed may have declared the body.
        request.data = Data::Of(Type::Error);
    }
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
                    request.before = bindings;
                }
            }
            ("query", _) => {
                let read = members::query(setting, globals, reports);
                request.query = Some(members::declared(read.as_ref(), setting));
                trigger.query = read;
            }
            ("headers", _) => {
                let read = members::headers(setting, globals, reports);
                request.headers = Some(members::declared(read.as_ref(), setting));
                trigger.headers = read;
            }
            ("body", _) => body = Some(setting),
            ("deadline", Some(Value::Fixed(SettingValue::Duration(time)))) => {
                trigger.deadline = time;
            }
            ("cors", Some(Value::Fixed(SettingValue::Origins(origins)))) => {
                trigger.cors = Some(origins);
            }
            ("enabled", Some(Value::Fixed(SettingValue::Flag(flag)))) => trigger.enabled = flag,
            // There is only one mode so far.
            ("mode", _) | (_, None) => {}
            (name, Some(_)) => debug_assert!(false, "nothing reads `{name}` of a webhook"),
        }
    }
    if let Some(setting) = body {
        // The value that the body depends on is evaluated after `when`.
        trigger.body = data::read(setting, &mut request, globals, user, reports);
    }
    let has_members = match &trigger.body {
        Body::Json(_) | Body::JsonBy { .. } | Body::Form(_) => true,
        Body::Multipart(_) | Body::Text | Body::Bytes => false,
        // A setting that had an error may have been meant as any other setting.
        Body::None => !matches!(request.data, Data::None { .. }),
    };
    if read.complete
        && !has_members
        && let Some(report) = verify::needs_body(&written.settings)
    {
        reports.push(report);
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

/// A webhook with the defaults of all settings.
pub(super) fn without_settings(method: Box<str>, path: Vec<PathSegment>, span: Span) -> Webhook {
    Webhook {
        method,
        path,
        allow: Vec::new(),
        deny: Vec::new(),
        max_body: steps::ONE_MEGABYTE,
        verify: Verify::None { because: "".into() },
        when: None,
        query: None,
        headers: None,
        body: Body::None,
        cors: None,
        deadline: DEADLINE,
        enabled: Flag::Constant(true),
        span,
    }
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

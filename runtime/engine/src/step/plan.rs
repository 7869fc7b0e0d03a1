//! What of a step is known when the program starts.

use std::time::Duration;

use flowright_effects::{HeaderName, HeaderValue, Method, Url, notify};
use flowright_ir::image::{
    ChannelKind, HttpTarget, HttpTemplate, Image, ReturnedRow, StepKind, StepTemplate,
};
use flowright_store::{CreatePlan, FindPlan, PlanError, Store, UpdatePlan, UpsertPlan};
use zeroize::Zeroizing;

use crate::operator::{Resolved, StartProblem};

/// The time an `http` step may take where neither it nor its service says.
const HTTP_TIMEOUT: Duration = Duration::from_secs(10);

/// A step, ready to be done.
pub(crate) enum StepPlan {
    /// `create`
    Create { plan: CreatePlan, row: ReturnedRow },
    /// `upsert`
    Upsert { plan: UpsertPlan, row: ReturnedRow },
    /// `find one`
    FindOne { plan: FindPlan, row: ReturnedRow },
    /// `update`
    Update { plan: UpdatePlan },
    /// `http`
    Http(Box<HttpPlan>),
    /// `notify`
    Notify(NotifyPlan),
}

/// An `http` step, ready to be sent.
pub(crate) struct HttpPlan {
    pub(crate) method: Method,
    /// Scheme, host and fixed path, without a slash at its end.
    pub(crate) base: Url,
    /// Headers of the service.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) timeout: Duration,
    pub(crate) max_response: usize,
    pub(crate) template: HttpTemplate,
}

/// A `notify` step, ready to be sent.
pub(crate) struct NotifyPlan {
    pub(crate) kind: &'static str,
    pub(crate) settings: Vec<(&'static str, Zeroizing<String>)>,
}

/// Plans every step of every workflow.
pub(crate) fn plan_steps(
    image: &Image,
    store: &Store,
    resolved: &Resolved,
    problems: &mut Vec<StartProblem>,
) -> Vec<Vec<StepPlan>> {
    let mut plans = Vec::new();
    for workflow in &image.workflows {
        let mut steps = Vec::new();
        for template in &workflow.steps {
            match plan(image, store, resolved, template) {
                Ok(step) => steps.push(step),
                Err(problem) => problems.push(problem),
            }
        }
        plans.push(steps);
    }
    plans
}

fn plan(
    image: &Image,
    store: &Store,
    resolved: &Resolved,
    template: &StepTemplate,
) -> Result<StepPlan, StartProblem> {
    let refused = |reason: PlanError| StartProblem::Step {
        step: template.name.clone(),
        reason,
    };
    Ok(match &template.kind {
        StepKind::Create {
            collection,
            columns,
            row,
        } => StepPlan::Create {
            plan: store
                .plan_create(*collection, columns, &row.columns)
                .map_err(refused)?,
            row: row.clone(),
        },
        StepKind::Upsert {
            collection,
            unique,
            columns,
            on_create,
            row,
        } => StepPlan::Upsert {
            plan: store
                .plan_upsert(*collection, *unique, columns, on_create, &row.columns)
                .map_err(refused)?,
            row: row.clone(),
        },
        StepKind::FindOne {
            collection,
            predicate,
            row,
        } => StepPlan::FindOne {
            plan: store
                .plan_find_one(*collection, predicate, &row.columns)
                .map_err(refused)?,
            row: row.clone(),
        },
        StepKind::Update {
            collection,
            predicate,
            set,
        } => StepPlan::Update {
            plan: store
                .plan_update(*collection, predicate, set)
                .map_err(refused)?,
        },
        StepKind::Http(http) => {
            StepPlan::Http(Box::new(plan_http(image, resolved, template, http)?))
        }
        StepKind::Notify { channel } => StepPlan::Notify(plan_notify(image, resolved, *channel)?),
    })
}

fn plan_http(
    image: &Image,
    resolved: &Resolved,
    template: &StepTemplate,
    http: &HttpTemplate,
) -> Result<HttpPlan, StartProblem> {
    let service = match &http.target {
        HttpTarget::Service(index) => image.services.get(*index),
        HttpTarget::Base(_) => None,
    };
    let of = || match service {
        Some(service) => format!("service `{}`", service.name),
        None => format!("`{}`", template.name),
    };
    let address = |reason: &str| StartProblem::Address {
        of: of(),
        reason: reason.to_owned(),
    };
    let text = match (&http.target, service) {
        (HttpTarget::Base(base), _) => resolved.text(base),
        (HttpTarget::Service(_), Some(service)) => resolved.text(&service.url),
        (HttpTarget::Service(_), None) => return Err(address("there is no such service")),
    };
    let base = base_url(&text).map_err(|reason| address(&reason))?;

    let mut headers = Vec::new();
    for (name, value) in service.map_or(&[][..], |service| &service.headers) {
        let refused = || StartProblem::Header {
            service: service.map_or_else(|| "".into(), |service| service.name.clone()),
            header: name.clone(),
        };
        let field = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused())?;
        let mut value =
            HeaderValue::from_bytes(resolved.text(value).as_bytes()).map_err(|_| refused())?;
        value.set_sensitive(true);
        headers.push((field, value));
    }
    Ok(HttpPlan {
        method: Method::from_bytes(http.method.as_bytes())
            .map_err(|_| address("its method is none"))?,
        base,
        headers,
        timeout: http
            .timeout
            .or(service.and_then(|service| service.timeout))
            .unwrap_or(HTTP_TIMEOUT),
        max_response: usize::try_from(http.max_response).unwrap_or(usize::MAX),
        template: http.clone(),
    })
}

/// The fixed part of an address, to which a path is added as text: so it must not go on into a query or a fragment, and has no
/// slash at its end.
fn base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text.trim_end_matches('/')).map_err(|error| error.to_string())?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(String::from("it must begin with http:// or https://"));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(String::from("it has no host"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(String::from(
            "it must not hold a user or a password; use a header of the service",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(String::from("it must not hold `?` or `#`"));
    }
    Ok(url)
}

fn plan_notify(
    image: &Image,
    resolved: &Resolved,
    channel: usize,
) -> Result<NotifyPlan, StartProblem> {
    let Some(channel) = image.channels.get(channel) else {
        return Err(StartProblem::Address {
            of: String::from("a channel"),
            reason: String::from("there is no such channel"),
        });
    };
    let refused = |reason: String| StartProblem::Address {
        of: format!("channel `{}`", channel.name),
        reason,
    };
    let (kind, settings) = match &channel.kind {
        ChannelKind::Slack { url } => ("slack", vec![("url", resolved.text(url))]),
        ChannelKind::Email { smtp, from } => (
            "email",
            vec![("smtp", resolved.text(smtp)), ("from", resolved.text(from))],
        ),
    };
    let texts: Vec<(&str, &str)> = settings
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    notify::check(kind, &texts).map_err(|error| refused(error.to_string()))?;
    Ok(NotifyPlan { kind, settings })
}

//! What is known about a step when the program starts.

use std::collections::HashSet;
use std::time::Duration;

use flowright_effects::{HeaderValue, Method, Url, notify};
use flowright_ir::image::{
    HttpBodyKind, HttpTarget, HttpTemplate, Image, Secret, SettingText, SettingTextPart,
    SettingValue, StepKind, StepTemplate,
};
use flowright_stdlib::types::Type;
use flowright_store::{PlanError, Planner, RowPlan};

use super::http::HttpPlan;
use super::notify::NotifyPlan;
use super::service_headers;
use crate::operator::{Resolved, StartProblem};

/// The time limit of an `http` step if neither it nor its service sets one.
const HTTP_TIMEOUT: Duration = Duration::from_secs(10);

/// The maximum size of a response, in bytes, if neither the step nor its service sets one.
const MAX_RESPONSE: u64 = 1_000_000;

/// A step, ready to be performed.
pub(crate) enum StepPlan {
    /// On the rows of a collection.
    Row(RowPlan),
    /// `http`
    Http(Box<HttpPlan>),
    /// `notify`
    Notify(NotifyPlan),
    /// Parts, which need no plan.
    Fork,
}

/// Plans the steps of a workflow.
pub(crate) fn plan_steps(
    image: &Image,
    steps: &[StepTemplate],
    planner: &Planner<'_>,
    resolved: &Resolved,
    problems: &mut Problems,
) -> Vec<StepPlan> {
    let mut plans = Vec::new();
    for template in steps {
        match plan(image, planner, resolved, template) {
            Ok(step) => plans.push(step),
            Err(problem) => problems.push(problem),
        }
    }
    plans
}

/// Why steps cannot be planned. A problem with a service, a channel or a secret is reported once,
/// however many steps need it.
#[derive(Default)]
pub(crate) struct Problems {
    problems: Vec<StartProblem>,
    told: HashSet<String>,
}

impl Problems {
    fn push(&mut self, problem: StartProblem) {
        if self.told.insert(problem.to_string()) {
            self.problems.push(problem);
        }
    }

    /// The problems, without duplicates.
    pub(crate) fn into_vec(self) -> Vec<StartProblem> {
        self.problems
    }
}

/// The only secret among those parts. A problem with a text assembled from the parts is then a
/// problem with that secret.
fn only_secret<'a>(
    image: &'a Image,
    texts: impl Iterator<Item = &'a SettingText>,
) -> Option<&'a Secret> {
    let parts = texts.flat_map(|text| &text.parts);
    let mut secrets = parts.filter_map(|part| match part {
        SettingTextPart::Secret(index) => Some(*index),
        SettingTextPart::Literal(_) | SettingTextPart::Config(_) => None,
    });
    let first = secrets.next()?;
    secrets
        .all(|other| other == first)
        .then(|| image.secrets.get(first))?
}

fn plan(
    image: &Image,
    planner: &Planner<'_>,
    resolved: &Resolved,
    template: &StepTemplate,
) -> Result<StepPlan, StartProblem> {
    let refused = |reason: PlanError| StartProblem::Step {
        step: template.name.clone(),
        reason,
    };
    Ok(match &template.kind {
        StepKind::Row {
            operation,
            returned,
        } => {
            let plan = planner.plan(operation, &returned.columns);
            StepPlan::Row(plan.map_err(refused)?)
        }
        StepKind::Http(http) => {
            StepPlan::Http(Box::new(plan_http(image, resolved, template, http)?))
        }
        StepKind::Notify { channel } => StepPlan::Notify(plan_notify(image, resolved, *channel)?),
        StepKind::Fork(_) => StepPlan::Fork,
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
    let written = match (&http.target, service) {
        (HttpTarget::Base(base), _) => Some(base),
        (HttpTarget::Service(_), service) => service.map(|service| &service.url),
    };
    let base = base_url(&text).map_err(|reason| match only_secret(image, written.into_iter()) {
        Some(secret) => StartProblem::of_secret(secret, format!("it is not an address: {reason}")),
        None => address(&reason),
    })?;
    let shown_base = match written {
        Some(written) if !written.has_secret() => base.as_str().trim_end_matches('/').to_owned(),
        Some(_) | None => format!("{}/***", base.origin().ascii_serialization()),
    };

    let headers = match service {
        Some(service) => service_headers::plan(image, resolved, service, http)?,
        None => Vec::new(),
    };
    let content_type = match http.body {
        // The boundary of the parts is generated when they are sent.
        HttpBodyKind::None | HttpBodyKind::Multipart => None,
        HttpBodyKind::Bytes => Some("application/octet-stream"),
        HttpBodyKind::Json => Some("application/json"),
        HttpBodyKind::Text => Some("text/plain; charset=utf-8"),
        HttpBodyKind::Form => Some("application/x-www-form-urlencoded"),
    };
    let max_response = http
        .max_response
        .or(service.and_then(|service| service.max_response))
        .unwrap_or(MAX_RESPONSE);
    Ok(HttpPlan {
        method: Method::from_bytes(http.method.as_bytes())
            .map_err(|_| address("its method is invalid"))?,
        base,
        shown_base,
        headers,
        content_type: content_type
            .filter(|_| !service_headers::sets(http, "content-type"))
            .map(HeaderValue::from_static),
        timeout: http
            .timeout
            .or(service.and_then(|service| service.timeout))
            .unwrap_or(HTTP_TIMEOUT),
        max_response: usize::try_from(max_response).unwrap_or(usize::MAX),
        reads_headers: match &template.result {
            Type::Record(result) => result.field("headers").is_some(),
            _ => false,
        },
        template: http.clone(),
    })
}

/// The fixed part of an address, to which a path is appended as text. It must therefore have no
/// query, no fragment and no trailing slash.
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
            "it must not contain a user or a password; use `auth` of the service",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(String::from("it must not contain `?` or `#`"));
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
    let kind = channel.kind.name;
    let settings = channel.settings.values.iter();
    let settings = settings.map(|(name, value)| {
        let text = resolved.setting(value);
        let text = text.ok_or_else(|| refused(format!("`{name}` is not a text")))?;
        Ok((*name, text))
    });
    let settings = settings.collect::<Result<Vec<_>, StartProblem>>()?;
    let texts: Vec<(&str, &str)> = settings
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    notify::check(kind, &texts).map_err(|error| {
        let templates = channel.settings.values.iter();
        let templates = templates.filter_map(|(_, value)| match value {
            SettingValue::Text(text) => Some(text),
            _ => None,
        });
        match only_secret(image, templates) {
            Some(secret) => StartProblem::of_secret(secret, error.to_string()),
            None => refused(error.to_string()),
        }
    })?;
    Ok(NotifyPlan { kind, settings })
}

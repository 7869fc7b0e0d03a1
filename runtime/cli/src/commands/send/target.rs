//! Where a request goes: given by the name of a workflow or by a URL.

use std::fmt;

use flowright_diagnostics::nearest;
use flowright_effects::{Method, Url};
use flowright_ir::ValidImage;
use flowright_ir::image::{LoweredWorkflow, PathSegment, Trigger, Webhook, Workflow};
use flowright_server::routes::Lookup;
use flowright_server::serve::table;

/// Where a request goes, and the webhook it is for.
pub(super) struct Target<'i> {
    pub method: String,
    pub url: Url,
    pub webhook: Option<&'i Webhook>,
    /// Whether the workflow has a `when`.
    pub has_condition: bool,
}

/// Why there is no target.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TargetError {
    /// No workflow has that name.
    Unknown { name: String, near: Option<String> },
    /// A parameter of the path is not given.
    Missing { parameter: String },
    /// The path has no such parameter.
    NoParameter { parameter: String },
}

impl fmt::Display for TargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TargetError::Unknown { name, near: None } => write!(
                f,
                "the program has no workflow `{name}`; `flowright routes PATH` lists them"
            ),
            TargetError::Unknown {
                name,
                near: Some(near),
            } => write!(
                f,
                "the program has no workflow `{name}`; did you mean `{near}`?"
            ),
            TargetError::Missing { parameter } => write!(
                f,
                "the path has a parameter `{parameter}`: add --param {parameter}=VALUE"
            ),
            TargetError::NoParameter { parameter } => {
                write!(f, "the path has no parameter `{parameter}`")
            }
        }
    }
}

impl<'i> Target<'i> {
    /// The workflow with that name, at a server.
    pub(super) fn of(
        name: &str,
        image: Option<&'i ValidImage>,
        server: &Url,
        parameters: &[(String, String)],
    ) -> Result<Target<'i>, TargetError> {
        let workflows: Vec<&LoweredWorkflow> = workflows(image).collect();
        let named = workflows.iter().find(|one| &*one.workflow.name == name);
        let Some(LoweredWorkflow { workflow, code }) = named else {
            let near = nearest(name, workflows.iter().map(|one| &*one.workflow.name));
            return Err(TargetError::Unknown {
                name: name.to_owned(),
                near: near.map(str::to_owned),
            });
        };
        let Trigger::Webhook(webhook) = &workflow.trigger;
        let given = |wanted: &str| {
            let mut given = parameters.iter();
            given.find_map(|(name, value)| (name == wanted).then_some(value.as_str()))
        };
        let mut known = Vec::new();
        let mut segments = Vec::new();
        for segment in &webhook.route.path {
            segments.push(match segment {
                PathSegment::Literal(text) => &**text,
                PathSegment::Parameter { name, .. } => {
                    known.push(&**name);
                    given(name).ok_or_else(|| TargetError::Missing {
                        parameter: name.to_string(),
                    })?
                }
            });
        }
        let mut names = parameters.iter().map(|(name, _)| name);
        if let Some(name) = names.find(|name| !known.contains(&name.as_str())) {
            return Err(TargetError::NoParameter {
                parameter: name.clone(),
            });
        }
        let mut url = server.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        Ok(Target {
            method: webhook.route.method.to_string(),
            url,
            webhook: Some(webhook),
            has_condition: code.condition.is_some(),
        })
    }

    /// A URL, and the workflow that a server would run there, if the program has one. If no method
    /// is given, the method of a workflow at that path is used: POST or GET, or the only method.
    pub(super) fn at(
        url: &Url,
        image: Option<&'i ValidImage>,
        given: Option<&str>,
        has_body: bool,
    ) -> Target<'i> {
        let lowered: Vec<&LoweredWorkflow> = workflows(image).collect();
        let workflows: Vec<&Workflow> = lowered.iter().map(|one| &*one.workflow).collect();
        // Only the server knows which workflows a config disables.
        let table = table(&workflows, |_| true).unwrap_or_default();
        let called = |method: &str| {
            let method = Method::from_bytes(method.as_bytes()).ok()?;
            Some(table.find(&method, url.path()))
        };
        let usual = if has_body { "POST" } else { "GET" };
        let mut method = given.map_or_else(|| usual.to_owned(), str::to_uppercase);
        let mut found = called(&method);
        if given.is_none()
            && let Some(Lookup::MethodNotAllowed { allow }) = &found
        {
            let other = allow
                .iter()
                .find(|one| ["POST", "GET"].contains(&one.as_str()));
            let only = allow.first().filter(|_| allow.len() == 1);
            if let Some(allowed) = other.or(only) {
                method = allowed.to_string();
                found = called(&method);
            }
        }
        let found = match found {
            Some(Lookup::Found { route, .. }) => lowered.get(route),
            Some(
                Lookup::NotFound
                | Lookup::Disabled { .. }
                | Lookup::MethodNotAllowed { .. }
                | Lookup::Malformed { .. },
            )
            | None => None,
        };
        let webhook = found.map(|one| {
            let Trigger::Webhook(webhook) = &one.workflow.trigger;
            webhook
        });
        Target {
            method,
            url: url.clone(),
            webhook,
            has_condition: found.is_some_and(|one| one.code.condition.is_some()),
        }
    }
}

fn workflows(image: Option<&ValidImage>) -> impl Iterator<Item = &LoweredWorkflow> {
    let workflows = image.map(|image| image.workflows.iter()).into_iter();
    workflows.flatten()
}

//! Overlapping routes, across all files.

use std::collections::HashMap;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_syntax::ast::WebhookTrigger;

use crate::program::{PathSegment, Webhook};
use crate::reports::Reports;

/// The method and path at which a webhook receives requests.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub method: Box<str>,
    pub path: Vec<PathSegment>,
    /// The span of the path, or of the method if there is no path.
    pub span: Span,
}

impl Route {
    pub fn new(webhook: &Webhook, written: &WebhookTrigger) -> Route {
        Route {
            method: webhook.method.clone(),
            path: webhook.path.clone(),
            span: match &written.path {
                Some(_) => written.path_span,
                None => written.method.span,
            },
        }
    }
}

/// The routes so far, by method and number of segments.
#[derive(Default)]
pub(crate) struct Routes<'r> {
    known: HashMap<(&'r str, usize), Vec<&'r Route>>,
}

impl<'r> Routes<'r> {
    /// Adds a route; reports it if it overlaps with an earlier route of equal specificity.
    pub fn add(&mut self, route: &'r Route, reports: &mut Reports) {
        let key = (&*route.method, route.path.len());
        let routes = self.known.entry(key).or_default();
        let mut before = routes.iter();
        if let Some(first) = before.find(|first| overlap(&route.path, &first.path)) {
            reports.push(same_route(route, first));
        }
        routes.push(route);
    }
}

/// Whether some path matches both routes, and neither is more specific.
fn overlap(a: &[PathSegment], b: &[PathSegment]) -> bool {
    let mut a_wins = false;
    let mut b_wins = false;
    for (a, b) in a.iter().zip(b) {
        match (a, b) {
            (PathSegment::Literal(a), PathSegment::Literal(b)) => {
                if a != b {
                    return false;
                }
            }
            (PathSegment::Literal(_), PathSegment::Parameter { .. }) => a_wins = true,
            (PathSegment::Parameter { .. }, PathSegment::Literal(_)) => b_wins = true,
            (PathSegment::Parameter { .. }, PathSegment::Parameter { .. }) => {}
        }
    }
    a_wins == b_wins
}

/// `E0405`: overlapping routes.
fn same_route(route: &Route, first: &Route) -> Diagnostic {
    let method = &route.method;
    let (a, b) = (written(&route.path), written(&first.path));
    let message = if a == b {
        format!("two workflows match `{method} {a}`")
    } else {
        format!("`{method} {a}` and `{method} {b}` match the same requests")
    };
    Diagnostic::new(Code::SameRoute, route.span, message)
        .label("the second route")
        .because(first.span, "the first route")
        .help("change one of the paths; a literal segment takes precedence over a parameter")
}

fn written(path: &[PathSegment]) -> String {
    let segments = path.iter().map(|segment| match segment {
        PathSegment::Literal(text) => format!("/{text}"),
        PathSegment::Parameter { name, .. } => format!("/{{{name}}}"),
    });
    let whole: String = segments.collect();
    if whole.is_empty() {
        "/".to_owned()
    } else {
        whole
    }
}

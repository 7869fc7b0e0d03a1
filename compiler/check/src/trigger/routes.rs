//! Routes that overlap, in any two files.

use std::collections::HashMap;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_syntax::ast::WebhookTrigger;

use crate::program::{PathSegment, Workflow};
use crate::reports::Reports;

/// The routes so far, by method and number of segments.
#[derive(Default)]
pub(super) struct Routes {
    known: HashMap<(Box<str>, usize), Vec<Route>>,
}

/// A path and where it is written.
type Route = (Vec<PathSegment>, Span);

impl Routes {
    /// Adds the route of a workflow; one that is as specific as a route before, and overlaps with it, is reported.
    pub fn add(&mut self, workflow: &Workflow, trigger: &WebhookTrigger, reports: &mut Reports) {
        let path = &workflow.trigger.path;
        let span = match &trigger.path {
            Some(_) => trigger.path_span,
            None => trigger.method.span,
        };
        let key = (workflow.trigger.method.clone(), path.len());
        let routes = self.known.entry(key).or_default();
        if let Some((other, first)) = routes.iter().find(|(other, _)| overlap(path, other)) {
            reports.push(same_route(workflow, other, span, *first));
        }
        routes.push((path.clone(), span));
    }
}

/// Whether some path fits both, and none of both is more specific.
fn overlap(a: &[PathSegment], b: &[PathSegment]) -> bool {
    let mut a_wins = false;
    let mut b_wins = false;
    for (a, b) in a.iter().zip(b) {
        match (a, b) {
            (PathSegment::Literal(a), PathSegment::Literal(b)) if a != b => return false,
            (PathSegment::Literal(_), PathSegment::Parameter { .. }) => a_wins = true,
            (PathSegment::Parameter { .. }, PathSegment::Literal(_)) => b_wins = true,
            _ => {}
        }
    }
    a_wins == b_wins
}

/// `E0405`: two routes that overlap.
fn same_route(workflow: &Workflow, other: &[PathSegment], span: Span, first: Span) -> Diagnostic {
    let method = &workflow.trigger.method;
    let (a, b) = (written(&workflow.trigger.path), written(other));
    let message = if a == b {
        format!("two workflows answer `{method} {a}`")
    } else {
        format!("`{method} {a}` and `{method} {b}` answer the same requests")
    };
    Diagnostic::new(Code::SameRoute, span, message)
        .label("the second route")
        .because(first, "the first route")
        .help("give one of them another path; a literal segment beats a parameter")
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

//! A program as the server uses it: its routes, and the checks before each route.

use std::sync::Arc;

use flowright_engine::Program;
use flowright_ir::image::{self, Origins, PathSegment, Trigger, Webhook, Workflow};
use flowright_stdlib::types::Type;
use hyper::Method;

use super::input::HeaderNames;
use super::site_problem::SiteProblem;
use super::verify::{self, Verifier};
use crate::edge::lists::{Access, IpList};
use crate::routes::{Conflict, Kind, Route, Segment, Table};

/// A program with its routes.
pub struct Site {
    pub(super) program: Arc<Program>,
    pub(super) table: Table,
    /// The checks before each route of the table.
    pub(super) guards: Vec<RouteGuard>,
}

/// The checks before the workflow of a route.
pub(super) struct RouteGuard {
    /// The index of the workflow in the program.
    pub(super) workflow: usize,
    pub(super) access: Access,
    pub(super) verifier: Verifier,
    /// The origins whose pages may call it from a browser.
    pub(super) cors: Option<Origins>,
    pub(super) max_body: usize,
    pub(super) header_names: HeaderNames,
}

impl Site {
    /// Builds the routes of a program's webhooks and the checks before them.
    ///
    /// # Errors
    /// The first reason why it cannot be served; the compiler reports most such reasons earlier.
    pub fn new(program: Arc<Program>) -> Result<Site, SiteProblem> {
        let workflows: Vec<&Workflow> = program.workflows().collect();
        let table = table(&workflows, |webhook| program.flag(webhook.enabled))?;
        let guards = workflows.iter().enumerate();
        let guards = guards
            .map(|(index, workflow)| guard(&program, index, workflow))
            .collect::<Result<_, _>>()?;
        Ok(Site {
            program,
            table,
            guards,
        })
    }

    /// The program.
    #[must_use]
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }
}

/// The routes of workflows; each is identified by the index of its workflow. `enabled` determines
/// which routes are served; the others are in the table as disabled.
///
/// # Errors
/// If two routes match the same requests, or a method is invalid.
pub fn table(
    workflows: &[&Workflow],
    enabled: impl Fn(&Webhook) -> bool,
) -> Result<Table, SiteProblem> {
    let routes = workflows.iter().map(|workflow| {
        let Trigger::Webhook(webhook) = &workflow.trigger;
        route(&webhook.route, enabled(webhook))
    });
    let routes: Vec<Route> = routes.collect::<Result<_, _>>()?;
    Table::new(&routes).map_err(|Conflict { first, second }| {
        let name = |index: usize| workflows.get(index).map_or("?", |one| &*one.name);
        SiteProblem::Routes(name(first).into(), name(second).into())
    })
}

fn route(route: &image::Route, enabled: bool) -> Result<Route, SiteProblem> {
    let method = Method::from_bytes(route.method.as_bytes())
        .map_err(|_| SiteProblem::Method(route.method.clone()))?;
    let segments = route.path.iter().map(|segment| match segment {
        PathSegment::Literal(text) => Segment::Literal(text.to_string()),
        PathSegment::Parameter { name, ty } => Segment::Parameter {
            name: name.to_string(),
            kind: kind(ty),
        },
    });
    let mut pattern: Vec<Segment> = segments.collect();
    // The image has no segments for `/` alone; a request for it has one empty segment.
    if pattern.is_empty() {
        pattern.push(Segment::Literal(String::new()));
    }
    Ok(Route {
        method,
        pattern,
        enabled,
    })
}

fn kind(ty: &Type) -> Kind {
    match ty {
        Type::Int => Kind::Int,
        Type::Float => Kind::Float,
        Type::Decimal => Kind::Decimal,
        Type::Bool => Kind::Bool,
        Type::Time => Kind::Time,
        Type::Date => Kind::Date,
        Type::Duration => Kind::Duration,
        _ => Kind::Text,
    }
}

fn guard(program: &Program, index: usize, workflow: &Workflow) -> Result<RouteGuard, SiteProblem> {
    let Trigger::Webhook(webhook) = &workflow.trigger;
    let list = |entries: &[Box<str>]| {
        IpList::parse(entries).map_err(|reason| SiteProblem::Addresses {
            workflow: workflow.name.clone(),
            reason,
        })
    };
    let allow = (!webhook.allow.is_empty())
        .then(|| list(&webhook.allow))
        .transpose()?;
    Ok(RouteGuard {
        workflow: index,
        access: Access {
            allow,
            deny: list(&webhook.deny)?,
        },
        verifier: verify::verifier(program, workflow, webhook)?,
        cors: webhook.cors.clone(),
        max_body: usize::try_from(webhook.max_body).unwrap_or(usize::MAX),
        header_names: HeaderNames::of(workflow),
    })
}

//! A program as the server sees it: its routes, and what stands before each.

use std::sync::Arc;

use flowright_engine::Program;
use flowright_ir::image::{PathSegment, Workflow};
use flowright_stdlib::types::Type;
use hyper::Method;

use super::site_problem::SiteProblem;
use super::verify::{self, Verifier};
use crate::edge::lists::{Access, IpList};
use crate::routes::{Conflict, Kind, Route, Segment, Table};

/// A program with its routes.
pub struct Site {
    pub(super) program: Arc<Program>,
    pub(super) table: Table,
    pub(super) guards: Vec<RouteGuard>,
}

/// What stands before a workflow.
pub(super) struct RouteGuard {
    pub(super) access: Access,
    pub(super) verifier: Verifier,
    pub(super) max_body: usize,
}

impl Site {
    /// Makes the routes and the guards of a program.
    ///
    /// # Errors
    /// The first reason why it cannot be served; the compiler has refused most of them before.
    pub fn new(program: Arc<Program>) -> Result<Site, SiteProblem> {
        let workflows = program.workflows();
        let routes: Vec<Route> = workflows.iter().map(route).collect::<Result<_, _>>()?;
        let table = Table::new(&routes).map_err(|Conflict { first, second }| {
            let name = |index: usize| workflows.get(index).map_or("?", |one| &*one.name).into();
            SiteProblem::Routes(name(first), name(second))
        })?;
        let guards = workflows
            .iter()
            .map(|workflow| guard(&program, workflow))
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

fn route(workflow: &Workflow) -> Result<Route, SiteProblem> {
    let method = Method::from_bytes(workflow.route.method.as_bytes())
        .map_err(|_| SiteProblem::Method(workflow.route.method.clone()))?;
    let segments = workflow.route.path.iter().map(|segment| match segment {
        PathSegment::Literal(text) => Segment::Literal(text.to_string()),
        PathSegment::Parameter { name, ty } => Segment::Parameter {
            name: name.to_string(),
            kind: kind(ty),
        },
    });
    let mut pattern: Vec<Segment> = segments.collect();
    // The image has no segments for `/` alone; a request for it has an empty one.
    if pattern.is_empty() {
        pattern.push(Segment::Literal(String::new()));
    }
    Ok(Route { method, pattern })
}

fn kind(ty: &Type) -> Kind {
    match ty {
        Type::Int => Kind::Int,
        Type::Float => Kind::Float,
        Type::Bool => Kind::Bool,
        _ => Kind::Text,
    }
}

fn guard(program: &Program, workflow: &Workflow) -> Result<RouteGuard, SiteProblem> {
    let list = |entries: &[Box<str>]| {
        IpList::parse(entries).map_err(|reason| SiteProblem::Addresses {
            workflow: workflow.name.clone(),
            reason,
        })
    };
    let allow = (!workflow.allow.is_empty())
        .then(|| list(&workflow.allow))
        .transpose()?;
    Ok(RouteGuard {
        access: Access {
            allow,
            deny: list(&workflow.deny)?,
        },
        verifier: verify::verifier(program, workflow)?,
        max_body: usize::try_from(workflow.max_body).unwrap_or(usize::MAX),
    })
}

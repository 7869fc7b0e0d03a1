//! Incremental checking of a program that is being edited.
//!
//! In: the files after each edit. Out: the results that an editor needs. The *face* of a program is
//! the part that other declarations can see: everything but the bodies of functions and workflows.
//! While the face is unchanged, the results for unchanged bodies are reused.
//!
//! Invariant: the result for a body depends only on its item and the face. Results that combine
//! several bodies, and the positions of all diagnostics, are recomputed each time. An incremental
//! check therefore gives the same result as a full one. The tables of the face remain the same
//! objects while they are reused, because record types are identified by their addresses.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use flowright_diagnostics::{Anchor, Anchors, Diagnostic, FileRange};
use flowright_syntax::ast::{File, Item, ItemKind, Name};

use crate::declare::{self, Globals, Items, Started, WithBody};
use crate::program::{CalledWorkflow, Function, Program, Workflow};
use crate::reports::{self, Reports};
use crate::trigger::{self, Route, Routes};
use crate::{Index, body};

/// The results of a check that an editor needs.
#[derive(Debug)]
pub struct Checked {
    /// The meanings of its names and expressions.
    pub index: Index,
    /// The diagnostics, in source order.
    pub diagnostics: Vec<Diagnostic<FileRange>>,
}

/// The results of the last check, kept for the next one.
#[derive(Default)]
pub struct Cache {
    last: Option<Last>,
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").finish_non_exhaustive()
    }
}

struct Last {
    /// All items.
    face: Vec<Arc<Item>>,
    globals: Globals,
    /// In source order.
    bodies: Vec<Body>,
    /// Reports that depend on several bodies together.
    together: Reports,
}

/// An item with a body, and the results of checking it.
struct Body {
    item: Arc<Item>,
    /// For a function, the functions that it calls; for a workflow, the workflows that it calls.
    calls: Vec<Name>,
    found: Found,
}

#[derive(Default)]
struct Found {
    reports: Reports,
    /// For a workflow, its route.
    route: Option<Route>,
}

/// The typed bodies. An editor does not need them, so they are not kept.
#[derive(Default)]
struct Typed {
    functions: Vec<(usize, Function)>,
    called: Vec<(usize, CalledWorkflow)>,
    workflows: Vec<Workflow>,
}

impl Typed {
    fn append(&mut self, other: Typed) {
        let Typed {
            functions,
            called,
            workflows,
        } = other;
        self.functions.extend(functions);
        self.called.extend(called);
        self.workflows.extend(workflows);
    }
}

/// Checks the files of one project together, from scratch.
pub(crate) fn check(files: &[File]) -> (Program, Vec<Diagnostic<FileRange>>) {
    let mut typed = Typed::default();
    let anchors = anchors(files);
    let last = Last::new(None, files, Some(&mut typed));
    let diagnostics = last.diagnostics(&anchors);
    (last.program(typed, anchors), diagnostics)
}

fn anchors<'f>(files: impl IntoIterator<Item = &'f File>) -> Anchors {
    Anchors::new(files.into_iter().map(|file| Arc::clone(&file.anchors)))
}

impl Cache {
    /// Checks the files of one project together; declarations that have not changed since the last
    /// call are not checked again.
    #[must_use]
    pub fn check<'f>(
        &mut self,
        files: impl IntoIterator<Item = &'f File, IntoIter: Clone>,
    ) -> Checked {
        let files = files.into_iter();
        let last = Last::new(self.last.take(), files.clone(), None);
        let checked = Checked {
            index: last.index(),
            diagnostics: last.diagnostics(&anchors(files)),
        };
        self.last = Some(last);
        checked
    }
}

impl Last {
    fn new<'f>(
        last: Option<Last>,
        files: impl IntoIterator<Item = &'f File>,
        mut typed: Option<&mut Typed>,
    ) -> Last {
        let items = Items::collect(files);
        let mut together = Reports::default();
        let (mut globals, mut known) = match last.and_then(|last| last.kept(&items)) {
            Some(kept) => kept,
            None => (declare::globals(&items), HashMap::new()),
        };
        let mut bodies = Vec::with_capacity(items.bodies.len());
        let mut is_known = Vec::with_capacity(items.bodies.len());
        for (item, body) in &items.bodies {
            let known = known.remove(&item.span.anchor);
            let known = known.filter(|body| Arc::ptr_eq(&body.item, item));
            is_known.push(known.is_some());
            bodies.push(Body {
                item: Arc::clone(item),
                ..known.unwrap_or_else(|| Body::unread(item, *body))
            });
        }
        // Only typed bodies depend on the order, and they are not kept.
        let (functions, workflows) = calls(&bodies);
        declare::order(&mut globals, &items, &functions, &mut together);
        declare::order_called(&mut globals, &items, &workflows, &mut together);
        let mut unknown: Vec<(&mut Body, WithBody<'_>)> = Vec::new();
        for ((body, (_, written)), is_known) in bodies.iter_mut().zip(&items.bodies).zip(is_known) {
            if !is_known {
                unknown.push((body, *written));
            }
        }
        let are_typed = typed.is_some();
        let checked = flowright_shares::map(&unknown, |(_, written)| {
            let mut typed = are_typed.then(Typed::default);
            let found = Found::new(*written, &globals, typed.as_mut());
            (found, typed)
        });
        for ((body, _), (found, of_body)) in unknown.into_iter().zip(checked) {
            body.found = found;
            if let (Some(typed), Some(of_body)) = (typed.as_deref_mut(), of_body) {
                typed.append(of_body);
            }
        }
        compare(&bodies, &mut together);
        together.finish();
        Last {
            face: items.face.into_iter().map(Arc::clone).collect(),
            globals,
            bodies,
            together,
        }
    }

    /// The tables, and the bodies by anchor; `None` if the face has changed.
    fn kept(self, items: &Items<'_>) -> Option<(Globals, HashMap<Anchor, Body>)> {
        let mut faces = self.face.iter().zip(&items.face);
        if self.face.len() != items.face.len() || !faces.all(|(old, new)| is_seen_as(old, new)) {
            return None;
        }
        let bodies = self.bodies.into_iter();
        let bodies = bodies.map(|body| (body.item.span.anchor, body));
        Some((self.globals, bodies.collect()))
    }

    /// The diagnostics, in source order.
    fn diagnostics(&self, anchors: &Anchors) -> Vec<Diagnostic<FileRange>> {
        let bodies = self.bodies.iter().map(|body| &body.found.reports);
        let all = [&self.globals.found].into_iter().chain(bodies);
        let all = all.chain([&self.together]);
        let all = all.flat_map(|reports| reports.diagnostics.iter().cloned());
        reports::in_order(reports::joined(all.collect()).into_iter(), anchors)
    }

    fn index(&self) -> Index {
        let mut bodies: Vec<&Body> = self.bodies.iter().collect();
        bodies.sort_by_key(|body| body.item.span.anchor);
        let bodies = bodies.iter().map(|body| &body.found.reports.index);
        Index::merged([&self.globals.found.index].into_iter().chain(bodies))
    }

    /// Assembles the program.
    fn program(self, mut typed: Typed, anchors: Anchors) -> Program {
        let mut program = self.globals.program;
        program.anchors = anchors;
        let is_function = |body: &&Body| matches!(body.item.kind, ItemKind::Function(_));
        let functions = self.bodies.iter().filter(is_function);
        let workflows = self.bodies.iter().filter(|body| !is_function(body));
        let bodies = functions.chain(workflows).map(|body| &body.found.reports);
        for (secret, user) in [&self.globals.found]
            .into_iter()
            .chain(bodies)
            .flat_map(|reports| &reports.secrets)
        {
            if let Some(secret) = program.secrets.get_mut(*secret)
                && !secret.used_by.contains(user)
            {
                secret.used_by.push(user.clone());
            }
        }
        typed.functions.sort_by_key(|(order, _)| *order);
        let functions = typed.functions.into_iter();
        program.functions = functions.map(|(_, function)| function).collect();
        typed.called.sort_by_key(|(order, _)| *order);
        let called = typed.called.into_iter();
        program.called = called.map(|(_, workflow)| workflow).collect();
        program.workflows = typed.workflows;
        program
    }
}

/// Whether both items look the same to other declarations.
fn is_seen_as(before: &Arc<Item>, now: &Arc<Item>) -> bool {
    if Arc::ptr_eq(before, now) {
        return true;
    }
    if let (ItemKind::Function(before), ItemKind::Function(now)) = (&before.kind, &now.kind) {
        return now.is_called_as(before);
    }
    if let (ItemKind::Workflow(before), ItemKind::Workflow(now)) = (&before.kind, &now.kind) {
        return now.is_called_as(before);
    }
    now.declares_as(before)
}

/// The calls made by each function, and by each workflow.
fn calls(bodies: &[Body]) -> (Vec<Vec<Name>>, Vec<Vec<Name>>) {
    let (functions, workflows): (Vec<&Body>, _) = bodies
        .iter()
        .partition(|body| matches!(body.item.kind, ItemKind::Function(_)));
    let of = |bodies: Vec<&Body>| bodies.iter().map(|body| body.calls.clone()).collect();
    (of(functions), of(workflows))
}

/// Reports overlapping routes.
fn compare(bodies: &[Body], reports: &mut Reports) {
    let mut routes = Routes::default();
    for body in bodies {
        if let Some(route) = &body.found.route {
            routes.add(route, reports);
        }
    }
}

impl Body {
    /// A body of which only the calls are known so far.
    fn unread(item: &Arc<Item>, written: WithBody<'_>) -> Body {
        Body {
            item: Arc::clone(item),
            calls: match written {
                WithBody::Function(_, function) => declare::calls(function),
                WithBody::Workflow(_, workflow) => declare::steps_that_call(workflow),
            },
            found: Found::default(),
        }
    }
}

impl Found {
    /// Checks a body.
    fn new(written: WithBody<'_>, globals: &Globals, typed: Option<&mut Typed>) -> Found {
        let mut found = Found::default();
        match written {
            WithBody::Function(index, item) => {
                if let Some(signature) = globals.signatures.get(index) {
                    let function = body::function(globals, item, signature, &mut found.reports);
                    if let Some(typed) = typed {
                        typed.functions.push((signature.order, function));
                    }
                }
            }
            WithBody::Workflow(index, item) => {
                if let (Some(call), Some(Started::Called(signature))) =
                    (item.as_called(), globals.started.get(index))
                {
                    let workflow =
                        trigger::called(item, call, signature, globals, &mut found.reports);
                    if let Some(typed) = typed {
                        typed.called.push((signature.order, workflow));
                    }
                    found.reports.finish();
                    return found;
                }
                let (workflow, route) = trigger::workflow(item, globals, &mut found.reports);
                found.route = route;
                if let Some(typed) = typed {
                    typed.workflows.push(workflow);
                }
            }
        }
        found.reports.finish();
        found
    }
}

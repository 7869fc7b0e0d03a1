//! A program that is checked again and again while it is edited.
//!
//! In: the files, time after time. Out: each time what an editor asks for. What other declarations can see of a program is its face:
//! everything but the bodies of functions and workflows. While it is the same, so is what was found out about each body that is the same.
//!
//! Invariant: what a body gives depends on nothing but its item and the face; what several bodies give together is made anew each time.
//! So checking again gives what checking for the first time gives. The tables of the face stay the same objects while they are kept: record
//! types are known by their addresses.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use flowright_diagnostics::Diagnostic;
use flowright_syntax::ast::{File, Identity, Item, ItemKind, Name};

use crate::declare::{self, Globals, Items, WithBody};
use crate::moves::{Moved, Moves, moved};
use crate::names::Table;
use crate::program::{Function, Program, Workflow};
use crate::reports::{self, Reports};
use crate::trigger::{self, Route, Routes};
use crate::{Index, body};

/// What an editor asks of a program that was checked.
#[derive(Debug)]
pub struct Checked {
    /// What its names and expressions mean.
    pub index: Index,
    /// What is wrong with it, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is kept of a program that was checked, for the next time.
#[derive(Default)]
pub struct Memory {
    last: Option<Last>,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

struct Last {
    /// All items but workflows.
    face: Vec<Arc<Item>>,
    globals: Globals,
    /// In the order of the text.
    bodies: Vec<Body>,
    /// What is found by looking at several bodies.
    together: Reports,
}

/// An item with a body, and what was found in it.
struct Body {
    item: Arc<Item>,
    /// The functions that a function calls.
    calls: Vec<Name>,
    found: Found,
}

#[derive(Default)]
struct Found {
    reports: Reports,
    /// Of a workflow.
    route: Option<Route>,
}

/// The bodies, typed. An editor has no use for them, so they are not kept.
#[derive(Default)]
struct Typed {
    functions: Vec<(usize, Function)>,
    workflows: Vec<Workflow>,
}

moved! {
    Body { calls, found; item }
    Found { reports, route; }
    Reports { diagnostics, index; secrets }
    Route { span; method, path }
}

/// Checks the files of one project together, for the first time.
pub(crate) fn check(files: &[File]) -> (Program, Vec<Diagnostic>) {
    let mut typed = Typed::default();
    let last = Last::new(None, files, Some(&mut typed));
    let diagnostics = last.diagnostics();
    (last.program(typed), diagnostics)
}

impl Memory {
    /// Checks the files of one project together; what did not change since the last time is not looked at again.
    #[must_use]
    pub fn check<'f>(&mut self, files: impl IntoIterator<Item = &'f File>) -> Checked {
        let last = Last::new(self.last.take(), files, None);
        let checked = Checked {
            index: last.index(),
            diagnostics: last.diagnostics(),
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
        let (mut globals, mut known) = match last.and_then(|last| last.follow(&items)) {
            Some(kept) => kept,
            None => (declare::globals(&items), HashMap::new()),
        };
        let mut bodies = Vec::with_capacity(items.bodies.len());
        let mut is_known = Vec::with_capacity(items.bodies.len());
        for (item, body) in &items.bodies {
            let known = known.remove(&item.identity);
            is_known.push(known.is_some());
            bodies.push(Body {
                item: Arc::clone(item),
                ..known.unwrap_or_else(|| Body::unread(item, *body))
            });
        }
        // Only what is typed knows the order, and that is not kept.
        declare::order(&mut globals, &items, &calls(&bodies), &mut together);
        for ((body, (_, written)), is_known) in bodies.iter_mut().zip(&items.bodies).zip(is_known) {
            if !is_known {
                body.found = Found::new(*written, &globals, typed.as_deref_mut());
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

    /// The tables and the bodies, by their items, with all places as they are now; none where the face is another one.
    fn follow(mut self, items: &Items<'_>) -> Option<(Globals, HashMap<Identity, Body>)> {
        if self.face.len() != items.face.len() {
            return None;
        }
        let bodies = self.bodies.drain(..);
        let mut bodies: HashMap<Identity, Body> = bodies
            .map(|body| (body.item.identity.clone(), body))
            .collect();
        let mut distances = Vec::with_capacity(items.face.len() + items.bodies.len());
        for (before, now) in self.face.iter().zip(&items.face) {
            distances.push((before.span, distance(before, now)?));
            if before.identity != now.identity {
                // It may stand elsewhere: of two functions of the same name, they say nothing of which is which.
                bodies.remove(&before.identity);
            }
        }
        for (now, _) in &items.bodies {
            let before = bodies.get(&now.identity).map(|body| &*body.item);
            let before = before.filter(|one| matches!(one.kind, ItemKind::Workflow(_)));
            if let Some(before) = before {
                let by = now.span.start.wrapping_sub(before.span.start);
                distances.push((before.span, by));
            }
        }
        let moves = Moves::new(distances);
        if !moves.is_empty() {
            self.globals.follow(&moves);
            for body in bodies.values_mut() {
                body.follow(&moves);
            }
        }
        Some((self.globals, bodies))
    }

    /// What is wrong, in the order of the text.
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let bodies = self.bodies.iter().map(|body| &body.found.reports);
        let all = [&self.globals.found].into_iter().chain(bodies);
        let all = all.chain([&self.together]);
        let mut diagnostics = all
            .flat_map(|reports| reports.diagnostics.iter().cloned())
            .collect();
        reports::sort(&mut diagnostics);
        diagnostics
    }

    fn index(&self) -> Index {
        let bodies = self.bodies.iter().map(|body| &body.found.reports.index);
        Index::merged([&self.globals.found.index].into_iter().chain(bodies))
    }

    /// Puts the program together.
    fn program(self, mut typed: Typed) -> Program {
        let mut program = self.globals.program;
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
        program.workflows = typed.workflows;
        program
    }
}

/// How far an item of the face moved; none where it is another one.
fn distance(before: &Item, now: &Item) -> Option<u32> {
    let by = now.span.start.wrapping_sub(before.span.start);
    if before.identity == now.identity {
        return Some(by);
    }
    if let (ItemKind::Function(before), ItemKind::Function(now)) = (&before.kind, &now.kind) {
        let by = now.name.span.start.wrapping_sub(before.name.span.start);
        return now.is_called_as(before).then_some(by);
    }
    now.declares_as(before).then_some(by)
}

/// The calls of each function.
fn calls(bodies: &[Body]) -> Vec<Vec<Name>> {
    let functions = bodies
        .iter()
        .filter(|body| matches!(body.item.kind, ItemKind::Function(_)));
    functions.map(|body| body.calls.clone()).collect()
}

/// Reports what no workflow shows alone: names that are declared twice, and routes that overlap.
fn compare(bodies: &[Body], reports: &mut Reports) {
    let mut names = Table::default();
    let mut routes = Routes::default();
    for (index, body) in bodies.iter().enumerate() {
        if let ItemKind::Workflow(workflow) = &body.item.kind {
            names.declare(&workflow.name, index, reports);
        }
        if let Some(route) = &body.found.route {
            routes.add(route, reports);
        }
    }
}

impl Body {
    /// One in which nothing has been looked for yet but calls.
    fn unread(item: &Arc<Item>, written: WithBody<'_>) -> Body {
        Body {
            item: Arc::clone(item),
            calls: match written {
                WithBody::Function(_, function) => declare::calls(function),
                WithBody::Workflow(_) => Vec::new(),
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
            WithBody::Workflow(item) => {
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

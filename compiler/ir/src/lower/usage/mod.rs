//! What a workflow reads: members of `context`, and fields of records.
//!
//! In: the tree of a workflow, and of the functions and workflows that it calls. Out: [`Usage`]. With it, types
//! are laid out without the fields that are never read, bodies and responses are validated in full
//! but stored in part, and steps return only the columns needed.
//!
//! Invariant: a field that the code loads is marked by the structural type of its record, wherever
//! the record came from.

mod expression;

use std::collections::HashSet;

use flowright_check::program::{
    Body, ContextMember, Node, Program, Trigger, Workflow, failure_type,
};
use flowright_stdlib::types::Type;

use super::layouts::Layouts;

/// What a workflow reads.
pub(super) struct Usage {
    layouts: Layouts,
    /// The members in order of first use, each once.
    members: Vec<ContextMember>,
    copies: HashSet<(Type, Type)>,
    /// The functions and workflows called, each visited once.
    called: HashSet<Called>,
    /// The functions and workflows that are still to be visited. A queue, so that a long chain of
    /// calls does not recurse deeply.
    waiting: Vec<Called>,
}

/// A function or a called workflow, by its index in the program.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Called {
    Function(usize),
    Workflow(usize),
}

/// Collects what a workflow reads.
pub(super) fn usage(program: &Program, workflow: &Workflow) -> (Layouts, Vec<ContextMember>) {
    let mut usage = Usage {
        layouts: Layouts::default(),
        members: Vec::new(),
        copies: HashSet::new(),
        called: HashSet::new(),
        waiting: Vec::new(),
    };
    // The record of a `catch` is built by an operation that writes its whole type.
    usage.layouts.mark_whole(&failure_type());
    let Trigger::Webhook(webhook) = &workflow.trigger;
    if let Some(when) = &webhook.when {
        usage.tree(Node::Expression(when));
    }
    if let Body::JsonBy { by, union: _ } = &webhook.body {
        usage.tree(Node::Expression(by));
    }
    usage.tree(Node::Block(&workflow.body));
    while let Some(called) = usage.waiting.pop() {
        let body = match called {
            Called::Function(index) => program.functions.get(index).map(|one| &one.body),
            Called::Workflow(index) => program.called.get(index).map(|one| &one.body),
        };
        if let Some(body) = body {
            usage.tree(Node::Block(body));
        }
    }
    // What is read from a copy counts as read from its source, which may itself be a copy.
    let copies: Vec<_> = usage.copies.drain().collect();
    let mut changed = true;
    while changed {
        changed = false;
        for (from, to) in &copies {
            changed |= usage.layouts.mark_copy(from, to);
        }
    }
    (usage.layouts, usage.members)
}

impl Usage {
    /// Visits a function or a called workflow, unless it has been visited.
    fn calls(&mut self, called: Called) {
        if self.called.insert(called) {
            self.waiting.push(called);
        }
    }

    /// Visits all expressions of a tree.
    fn tree(&mut self, node: Node<'_>) {
        for node in node.walk() {
            if let Node::Expression(expression) = node {
                self.expression(expression);
            }
        }
    }
}

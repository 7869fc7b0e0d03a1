//! What a workflow reads: members of `context`, and fields of records.
//!
//! In: the tree of a workflow and of the functions that it calls. Out: [`Usage`]. By it, types are laid out without the fields that are
//! never read, bodies and answers are checked in full and stored in part, and steps give back the columns that are wanted.
//!
//! Invariant: a field that code loads is marked, by the structural type of its record, wherever the record came from.

mod expression;

use std::collections::HashSet;

use flowright_check::program::{ContextMember, Node, Program, Trigger, Workflow, failure_type};
use flowright_stdlib::types::Type;

use super::layouts::Layouts;

/// What a workflow reads.
pub(super) struct Usage {
    layouts: Layouts,
    /// In the order in which they are met, each once.
    members: Vec<ContextMember>,
    copies: HashSet<(Type, Type)>,
    /// The functions that are called, each looked through once.
    functions: HashSet<usize>,
    /// Those of them that are still to be looked through: a long chain of calls is no deep recursion.
    waiting: Vec<usize>,
}

/// Looks through a workflow.
pub(super) fn usage(program: &Program, workflow: &Workflow) -> (Layouts, Vec<ContextMember>) {
    let mut usage = Usage {
        layouts: Layouts::default(),
        members: Vec::new(),
        copies: HashSet::new(),
        functions: HashSet::new(),
        waiting: Vec::new(),
    };
    // The record of a `catch` is made by an operation that knows its whole type.
    usage.layouts.mark_whole(&failure_type());
    let Trigger::Webhook(webhook) = &workflow.trigger;
    if let Some(when) = &webhook.when {
        usage.tree(Node::Expression(when));
    }
    usage.tree(Node::Block(&workflow.body));
    while let Some(function) = usage.waiting.pop() {
        if let Some(function) = program.functions.get(function) {
            usage.tree(Node::Block(&function.body));
        }
    }
    // What is read of a copy is read of its source, which may be a copy.
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
    /// Looks through all expressions of a tree.
    fn tree(&mut self, node: Node<'_>) {
        for node in node.walk() {
            if let Node::Expression(expression) = node {
                self.expression(expression);
            }
        }
    }
}

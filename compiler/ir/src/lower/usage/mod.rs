//! What a workflow reads: members of `context`, and fields of records.
//!
//! In: the tree of a workflow and of the functions that it calls. Out: [`Usage`]. By it, types are laid out without the fields that are
//! never read, bodies and answers are checked in full and stored in part, and steps give back the columns that are wanted.
//!
//! Invariant: a field that code loads is marked, by the structural type of its record, wherever the record came from.

mod expression;
mod step;

use std::collections::HashSet;

use flowright_check::program::{ContextMember, Program, Workflow, failure_type};
use flowright_stdlib::types::Type;

use super::layouts::Layouts;

/// What a workflow reads.
pub(super) struct Usage<'p> {
    program: &'p Program,
    layouts: Layouts,
    /// In the order in which they are met, each once.
    members: Vec<ContextMember>,
    copies: HashSet<(Type, Type)>,
    functions: HashSet<usize>,
}

/// Looks through a workflow.
pub(super) fn usage(program: &Program, workflow: &Workflow) -> (Layouts, Vec<ContextMember>) {
    let mut usage = Usage {
        program,
        layouts: Layouts::default(),
        members: Vec::new(),
        copies: HashSet::new(),
        functions: HashSet::new(),
    };
    // The record of a `catch` is made by an operation that knows its whole type.
    usage.layouts.mark_whole(&failure_type());
    if let Some(when) = &workflow.trigger.when {
        usage.expression(when);
    }
    usage.block(&workflow.body);
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

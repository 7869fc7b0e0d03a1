//! The control-flow edges of a block.

use super::subject::Subject;
use crate::code::{BlockId, Terminator};

/// An edge from the end of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) to: BlockId,
    /// Whether the code may return to the engine in between.
    pub(super) returns: bool,
}

/// The edges from the end of a block; failures go to its catch instead.
pub(super) fn edges(subject: &Subject<'_>, terminator: &Terminator) -> Vec<Edge> {
    let edge = |to, returns| Edge { to, returns };
    let targets = terminator.targets(subject.code).into_iter();
    match terminator {
        Terminator::Jump(_) | Terminator::Branch { .. } => {
            targets.map(|to| edge(to, false)).collect()
        }
        Terminator::Fuel { .. } => targets.map(|to| edge(to, true)).collect(),
        Terminator::Suspend(suspend) => {
            let targets = suspend.targets(subject.code).into_iter();
            targets.map(|to| edge(to, true)).collect()
        }
        Terminator::Done | Terminator::Return(_) | Terminator::Fail { .. } => Vec::new(),
    }
}

//! Where code goes from a block.

use super::Subject;
use crate::code::{BlockId, Terminator};

/// A way from the end of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) to: BlockId,
    /// Whether the code may return to the engine in between.
    pub(super) returns: bool,
}

/// The ways from the end of a block; those of its failures are its catch.
pub(super) fn edges(subject: &Subject<'_>, terminator: &Terminator) -> Vec<Edge> {
    let point = |index: u32| subject.code.resume_points.get(index as usize).copied();
    let returning = |to| Edge { to, returns: true };
    match terminator {
        Terminator::Fuel { resume, .. } => point(*resume).map(returning).into_iter().collect(),
        Terminator::Suspend { step, resume, .. } => {
            let step = subject.steps.get(step.0 as usize);
            let on_failure = step.and_then(|step| step.on_failure).and_then(point);
            let ways = point(*resume).into_iter().chain(on_failure);
            ways.map(returning).collect()
        }
        _ => terminator
            .targets(subject.code)
            .into_iter()
            .map(|to| Edge { to, returns: false })
            .collect(),
    }
}

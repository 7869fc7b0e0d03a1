//! The parts of a workflow: every part belongs to one step, or is called by several steps with
//! arguments of the same types; every step belongs either to the statements or to one part; and
//! only parts read captures.

use std::collections::HashSet;

use super::broken::Problem;
use crate::code::{Code, Instruction, StepId, Terminator};
use crate::image::{ForkTemplate, LoweredWorkflow, StepKind};
use crate::liveness::suspensions;
use flowright_stdlib::types::Type;

pub(super) fn check(LoweredWorkflow { workflow, code }: &LoweredWorkflow) -> Result<(), Problem> {
    let broken = |rule: &str| Err((None, rule.to_owned()));
    if workflow.parts.len() != code.parts.len() {
        return broken("a part has no code, or a code no part");
    }
    let mut used: Vec<Option<Option<&Type>>> = vec![None; workflow.parts.len()];
    for step in &workflow.steps {
        let StepKind::Fork(template) = &step.kind else {
            continue;
        };
        let parts = match template {
            ForkTemplate::Branches { branches, .. } => {
                branches.iter().map(|(_, part)| *part).collect()
            }
            ForkTemplate::Iterations { part }
            | ForkTemplate::Transaction { part }
            | ForkTemplate::Call { part } => vec![*part],
        };
        // A called part reads the arguments of the step that runs it, whichever step that is.
        let called = match template {
            ForkTemplate::Call { .. } => Some(&step.arguments),
            ForkTemplate::Branches { .. }
            | ForkTemplate::Iterations { .. }
            | ForkTemplate::Transaction { .. } => None,
        };
        for part in parts {
            match used.get_mut(part) {
                Some(place) if place.is_none() => *place = Some(called),
                Some(Some(Some(known))) if called == Some(*known) => {}
                Some(_) => return broken("two steps run the same part"),
                None => return broken("a step runs a part that does not exist"),
            }
        }
    }
    // After a failure, the code that contains the step is resumed.
    let mut steps: HashSet<StepId> = HashSet::new();
    for (_, suspend) in code.all().flat_map(|code| suspensions(code)) {
        if !steps.insert(suspend.step) {
            return broken("two codes suspend for the same step");
        }
    }
    let whole = [&code.main].into_iter().chain(&code.condition);
    if whole.clone().any(|code| reads_captures(code)) {
        return broken("code that is no part reads captures");
    }
    if returns(&code.main) {
        return broken("the statements return a value");
    }
    let parts = code.parts.iter().chain(&code.condition);
    if parts.clone().any(|code| is_done(code)) {
        return broken("a part, or a condition, ends without its value");
    }
    Ok(())
}

fn reads_captures(code: &Code) -> bool {
    let mut instructions = code.blocks.iter().flat_map(|block| &block.instructions);
    instructions.any(|one| {
        matches!(
            one,
            Instruction::Captures { .. } | Instruction::PartNumber { .. }
        )
    })
}

fn returns(code: &Code) -> bool {
    let mut blocks = code.blocks.iter();
    blocks.any(|block| matches!(block.terminator, Terminator::Return(_)))
}

fn is_done(code: &Code) -> bool {
    let mut blocks = code.blocks.iter();
    blocks.any(|block| matches!(block.terminator, Terminator::Done))
}

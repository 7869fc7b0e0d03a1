//! Places in the frame: for every local that is alive where the code may be resumed.

use crate::code::{Block, BlockId, Code, LocalId, Terminator};
use crate::handler::FRAME_HEADER_WORDS;
use crate::image::StepTemplate;
use crate::local_set::LocalSet;

/// The same code, with places in the frame.
pub(super) fn with_places(mut code: Code, steps: &[StepTemplate]) -> Code {
    let live = live_at_start(&code, steps);
    let mut survives = LocalSet::none(code.locals.len());
    for block in &code.resume_points {
        if let Some(live) = live.get(block.0 as usize) {
            survives.add_all(live);
        }
    }
    let mut next = FRAME_HEADER_WORDS;
    for (local, id) in code.locals.iter_mut().zip((0..).map(LocalId)) {
        if survives.contains(id) {
            local.frame = Some(next);
            next += 1;
        }
    }
    code.frame_words = next;
    code
}

/// For each block the locals that are read after its start before they are written.
fn live_at_start(code: &Code, steps: &[StepTemplate]) -> Vec<LocalSet> {
    let none = LocalSet::none(code.locals.len());
    let mut live = vec![none; code.blocks.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for (index, block) in code.blocks.iter().enumerate().rev() {
            let before = live_before(code, block, steps, &live);
            if let Some(known) = live.get_mut(index)
                && *known != before
            {
                *known = before;
                changed = true;
            }
        }
    }
    live
}

fn live_before(
    code: &Code,
    block: &Block,
    steps: &[StepTemplate],
    at_start: &[LocalSet],
) -> LocalSet {
    let mut live = LocalSet::none(code.locals.len());
    let add_block = |live: &mut LocalSet, id: BlockId| {
        if let Some(other) = at_start.get(id.0 as usize) {
            live.add_all(other);
        }
    };
    for target in after(code, block, steps) {
        add_block(&mut live, target);
    }
    if let (Terminator::Fail { .. }, Some(catch)) = (&block.terminator, block.catch) {
        add_block(&mut live, catch);
    }
    for local in block.terminator.reads() {
        live.insert(local);
    }
    for instruction in block.instructions.iter().rev() {
        for local in instruction.writes() {
            live.remove(local);
        }
        for local in instruction.reads() {
            live.insert(local);
        }
        if let (Some(_), Some(catch)) = (instruction.site(), block.catch) {
            add_block(&mut live, catch);
        }
    }
    live
}

/// The blocks that may run after a block has ended, also after a return to the engine.
fn after(code: &Code, block: &Block, steps: &[StepTemplate]) -> Vec<BlockId> {
    let mut targets = block.terminator.targets(code);
    if let Terminator::Suspend { step, resume, .. } = block.terminator {
        let step = steps.get(step.0 as usize);
        let points = [Some(resume), step.and_then(|step| step.on_failure)];
        let blocks = points
            .into_iter()
            .flatten()
            .filter_map(|point| code.resume_points.get(point as usize));
        targets.extend(blocks);
    }
    targets
}

//! Every local is written before it is read, on every path; across a return to the engine, only
//! those spilled to the frame count.

use super::broken::Problem;
use super::flow::edges;
use super::subject::Subject;
use crate::code::{Block, BlockId, LocalId, Terminator};
use crate::local_set::LocalSet;

pub(super) fn check(subject: &Subject<'_>) -> Result<(), Problem> {
    let code = subject.code;
    let mut framed = LocalSet::none(code.locals.len());
    for (local, id) in code.locals.iter().zip((0..).map(LocalId)) {
        if local.frame.is_some() {
            framed.insert(id);
        }
    }
    // The locals written on every path to the start of each block; `None` until a path to it is
    // known.
    let mut written: Vec<Option<LocalSet>> = vec![None; code.blocks.len()];
    if let Some(entry) = written.first_mut() {
        *entry = Some(LocalSet::none(code.locals.len()));
    }
    let mut waiting = vec![BlockId(0)];
    while let Some(id) = waiting.pop() {
        let Some(block) = code.blocks.get(id.0 as usize) else {
            continue;
        };
        let Some(Some(at_start)) = written.get(id.0 as usize) else {
            continue;
        };
        for (to, set) in leaving(subject, block, at_start.clone(), &framed) {
            if let Some(known) = written.get_mut(to.0 as usize)
                && narrow(known, set)
            {
                waiting.push(to);
            }
        }
    }
    for (index, (block, at_start)) in (0..).zip(code.blocks.iter().zip(&written)) {
        if let Some(at_start) = at_start {
            reads(block, at_start.clone())
                .map_err(|local| (Some(BlockId(index)), format!("{local} is read unwritten")))?;
        }
    }
    Ok(())
}

/// Intersects the locals written on both paths; returns whether that changed the set.
fn narrow(known: &mut Option<LocalSet>, set: LocalSet) -> bool {
    let Some(known) = known else {
        *known = Some(set);
        return true;
    };
    let before = known.clone();
    known.keep(&set);
    *known != before
}

fn leaving(
    subject: &Subject<'_>,
    block: &Block,
    mut set: LocalSet,
    framed: &LocalSet,
) -> Vec<(BlockId, LocalSet)> {
    let mut ways = Vec::new();
    for instruction in &block.instructions {
        if let (Some(_), Some(catch)) = (instruction.site(), block.catch) {
            ways.push((catch, set.clone()));
        }
        for local in instruction.writes() {
            set.insert(local);
        }
    }
    if let (Terminator::Fail { .. }, Some(catch)) = (&block.terminator, block.catch) {
        ways.push((catch, set.clone()));
    }
    for edge in edges(subject, &block.terminator) {
        let mut set = set.clone();
        if edge.returns {
            set.keep(framed);
        }
        ways.push((edge.to, set));
    }
    ways
}

fn reads(block: &Block, mut set: LocalSet) -> Result<(), LocalId> {
    let check = |set: &LocalSet, local: LocalId| {
        if set.contains(local) {
            Ok(())
        } else {
            Err(local)
        }
    };
    for instruction in &block.instructions {
        for local in instruction.reads() {
            check(&set, local)?;
        }
        for local in instruction.writes() {
            set.insert(local);
        }
    }
    for local in block.terminator.reads() {
        check(&set, local)?;
    }
    Ok(())
}

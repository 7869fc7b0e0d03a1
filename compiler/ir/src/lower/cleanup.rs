//! Removes blocks that do nothing or are unreachable, and merges those that only follow another.

use std::collections::HashMap;

use super::constants::word;
use crate::code::{Block, BlockId, Code, Terminator};

/// The same code with fewer blocks.
pub(super) fn cleanup(mut code: Code) -> Code {
    drop_idle_catches(&mut code);
    thread_jumps(&mut code);
    merge(&mut code);
    let mut code = remove_unreachable(code);
    number_resume_points(&mut code);
    code
}

/// A block that cannot fail needs no catch; its catch block may then be unreachable.
fn drop_idle_catches(code: &mut Code) {
    for block in &mut code.blocks {
        if !can_fail(block) {
            block.catch = None;
        }
    }
}

/// Redirects every jump past blocks that only jump further.
fn thread_jumps(code: &mut Code) {
    let next: Vec<Option<BlockId>> = code
        .blocks
        .iter()
        .map(|block| match block.terminator {
            Terminator::Jump(target) if block.instructions.is_empty() => Some(target),
            Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Suspend(_)
            | Terminator::Fuel { .. }
            | Terminator::Done
            | Terminator::Return(_)
            | Terminator::Fail { .. } => None,
        })
        .collect();
    let end_of = |block: BlockId| {
        let mut end = block;
        // Lowering never generates cycles of jumps; the bound protects against broken code.
        for _ in 0..next.len() {
            match next.get(end.0 as usize) {
                Some(Some(target)) => end = *target,
                _ => break,
            }
        }
        end
    };
    for block in &mut code.blocks {
        match &mut block.terminator {
            Terminator::Jump(target) => *target = end_of(*target),
            Terminator::Branch {
                then, otherwise, ..
            } => {
                *then = end_of(*then);
                *otherwise = end_of(*otherwise);
                if then == otherwise {
                    block.terminator = Terminator::Jump(*then);
                }
            }
            Terminator::Suspend(_)
            | Terminator::Fuel { .. }
            | Terminator::Done
            | Terminator::Return(_)
            | Terminator::Fail { .. } => {}
        }
    }
    for block in &mut code.resume_points {
        *block = end_of(*block);
    }
}

/// Appends a block to its only predecessor.
fn merge(code: &mut Code) {
    let reached = reachable(code);
    let mut comes_from = vec![0_u32; code.blocks.len()];
    for id in &reached {
        for target in successors(code, *id) {
            if let Some(count) = comes_from.get_mut(target.0 as usize) {
                *count += 1;
            }
        }
    }
    for block in [&BlockId(0)].into_iter().chain(&code.resume_points) {
        if let Some(count) = comes_from.get_mut(block.0 as usize) {
            *count += 2;
        }
    }
    for id in reached {
        while let Some(target) = absorbed(code, id, &comes_from) {
            let Some(other) = code.blocks.get_mut(target.0 as usize) else {
                break;
            };
            let instructions = std::mem::take(&mut other.instructions);
            let terminator = std::mem::replace(&mut other.terminator, Terminator::Done);
            let catch = other.catch;
            if let Some(block) = code.blocks.get_mut(id.0 as usize) {
                block.instructions.extend(instructions);
                block.terminator = terminator;
                block.catch = block.catch.or(catch);
            }
            if let Some(count) = comes_from.get_mut(target.0 as usize) {
                *count = 0;
            }
        }
    }
}

fn absorbed(code: &Code, id: BlockId, comes_from: &[u32]) -> Option<BlockId> {
    let block = code.blocks.get(id.0 as usize)?;
    let Terminator::Jump(target) = block.terminator else {
        return None;
    };
    let other = code.blocks.get(target.0 as usize)?;
    let is_alone = comes_from.get(target.0 as usize) == Some(&1) && target != id;
    // Two blocks can be merged despite different catches if one of them cannot fail.
    let fit = block.catch == other.catch || !can_fail(block) || !can_fail(other);
    (is_alone && fit).then_some(target)
}

fn can_fail(block: &Block) -> bool {
    block.instructions.iter().any(|one| one.site().is_some())
        || matches!(
            block.terminator,
            Terminator::Fail { .. } | Terminator::Suspend(_)
        )
}

fn successors(code: &Code, id: BlockId) -> Vec<BlockId> {
    let Some(block) = code.blocks.get(id.0 as usize) else {
        return Vec::new();
    };
    let mut targets = block.terminator.targets(code);
    if let Terminator::Suspend(suspend) = &block.terminator {
        targets.extend(suspend.targets(code));
    }
    targets.extend(block.catch);
    targets
}

fn reachable(code: &Code) -> Vec<BlockId> {
    let mut order = Vec::new();
    let mut seen = vec![false; code.blocks.len()];
    let mut waiting = vec![BlockId(0)];
    while let Some(id) = waiting.pop() {
        match seen.get_mut(id.0 as usize) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        order.push(id);
        waiting.extend(successors(code, id).into_iter().rev());
    }
    order
}

/// Keeps the reachable blocks, in the order in which they are reached.
fn remove_unreachable(mut code: Code) -> Code {
    let order = reachable(&code);
    let new: HashMap<BlockId, BlockId> = order.iter().copied().zip((0..).map(BlockId)).collect();
    let renamed = |id: BlockId| new.get(&id).copied().unwrap_or_default();
    let blocks = order.iter().filter_map(|id| {
        let block = code.blocks.get_mut(id.0 as usize)?;
        let empty = Block {
            instructions: Vec::new(),
            terminator: Terminator::Done,
            catch: None,
        };
        let mut block = std::mem::replace(block, empty);
        block.catch = block.catch.map(renamed);
        match &mut block.terminator {
            Terminator::Jump(target) => *target = renamed(*target),
            Terminator::Branch {
                then, otherwise, ..
            } => {
                *then = renamed(*then);
                *otherwise = renamed(*otherwise);
            }
            Terminator::Suspend(_)
            | Terminator::Fuel { .. }
            | Terminator::Done
            | Terminator::Return(_)
            | Terminator::Fail { .. } => {}
        }
        Some(block)
    });
    code.blocks = blocks.collect();
    for block in &mut code.resume_points {
        *block = renamed(*block);
    }
    code
}

/// Keeps the resume points that the blocks use, in the order of first use.
fn number_resume_points(code: &mut Code) {
    let mut kept = Vec::new();
    let mut new: HashMap<u32, u32> = HashMap::new();
    let old = std::mem::take(&mut code.resume_points);
    let mut renumber = |point: u32| {
        *new.entry(point).or_insert_with(|| {
            kept.push(old.get(point as usize).copied().unwrap_or_default());
            word(kept.len() - 1)
        })
    };
    for block in &mut code.blocks {
        match &mut block.terminator {
            Terminator::Fuel { resume, .. } => *resume = renumber(*resume),
            Terminator::Suspend(suspend) => {
                suspend.result = renumber(suspend.result);
                suspend.failure = suspend.failure.map(&mut renumber);
            }
            Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Done
            | Terminator::Return(_)
            | Terminator::Fail { .. } => {}
        }
    }
    code.resume_points = kept;
}

//! Makes long straight-line code return to the engine too.
//!
//! Calls and comparisons spend fuel in proportion to their input, but only a [`Terminator::Fuel`]
//! checks what is left, and only loops and functions emit one. This pass therefore adds fuel checks
//! on every path after a number of potentially slow instructions.

use super::constants::word;
use crate::code::{Block, BlockId, Code, Instruction, Terminator};

/// The maximum cost of a path without a fuel check, in units of an instruction that scans one text.
const MOST: u32 = 64;

/// Ends a block with a fuel check wherever the cost of a path reaches [`MOST`].
///
/// No check is inserted between the beginning and the end of a text, because the values of a text
/// are computed before it begins.
pub(super) fn insert(code: &mut Code) {
    // The maximum cost of a path to each block.
    let mut before = vec![0_u32; code.blocks.len()];
    for id in in_order(code) {
        let Some(block) = code.blocks.get_mut(id.0 as usize) else {
            continue;
        };
        let mut count = before.get(id.0 as usize).copied().unwrap_or(0);
        let mut most = count;
        let mut ends = Vec::new();
        for (index, instruction) in block.instructions.iter().enumerate() {
            count += cost(instruction);
            most = most.max(count);
            if count >= MOST {
                ends.push(index + 1);
                count = 0;
            }
        }
        let catch = block.catch.map(|catch| (catch, most));
        let targets = free_targets(block)
            .into_iter()
            .map(|target| (target, count));
        for (target, count) in targets.chain(catch) {
            if let Some(place) = before.get_mut(target.0 as usize) {
                *place = count.max(*place);
            }
        }
        for end in ends.into_iter().rev() {
            split(code, id, end);
        }
    }
}

/// The worst-case cost of an instruction.
fn cost(instruction: &Instruction) -> u32 {
    if let Instruction::Call { function, .. } = instruction {
        let function = function.get();
        let is_long = function.is_some_and(|one| !one.property && one.on.is_large());
        return if is_long { MOST } else { 1 };
    }
    // A few milliseconds for a list from the largest body.
    if matches!(
        instruction,
        Instruction::Arrange { .. } | Instruction::Equal { .. } | Instruction::Decode { .. }
    ) {
        return MOST;
    }
    u32::from(matches!(instruction, Instruction::CompareText { .. }))
}

/// The successors of a block without a fuel check, except for its catch.
fn free_targets(block: &Block) -> Vec<BlockId> {
    match block.terminator {
        Terminator::Jump(target) => vec![target],
        Terminator::Branch {
            then, otherwise, ..
        } => vec![then, otherwise],
        Terminator::Suspend(_)
        | Terminator::Fuel { .. }
        | Terminator::Done
        | Terminator::Return(_)
        | Terminator::Fail { .. } => Vec::new(),
    }
}

/// The blocks in topological order of the edges without a fuel check; every cycle has a check.
fn in_order(code: &Code) -> Vec<BlockId> {
    let mut order = Vec::new();
    let mut seen = vec![false; code.blocks.len()];
    for start in (0..).map(BlockId).take(code.blocks.len()) {
        // Each block is visited twice: before and after its successors.
        let mut waiting = vec![(start, false)];
        while let Some((id, is_done)) = waiting.pop() {
            if is_done {
                order.push(id);
                continue;
            }
            let (Some(seen), Some(block)) =
                (seen.get_mut(id.0 as usize), code.blocks.get(id.0 as usize))
            else {
                continue;
            };
            if std::mem::replace(seen, true) {
                continue;
            }
            waiting.push((id, true));
            let targets = free_targets(block).into_iter().chain(block.catch);
            waiting.extend(targets.map(|target| (target, false)));
        }
    }
    order.reverse();
    order
}

/// Ends a block with a fuel check before that instruction; the rest becomes a new block.
fn split(code: &mut Code, id: BlockId, at: usize) {
    let next = BlockId(word(code.blocks.len()));
    let resume = word(code.resume_points.len());
    let Some(block) = code.blocks.get_mut(id.0 as usize) else {
        return;
    };
    let rest = Block {
        instructions: block.instructions.split_off(at),
        terminator: std::mem::replace(&mut block.terminator, Terminator::Fuel { cost: 0, resume }),
        catch: block.catch,
    };
    code.blocks.push(rest);
    code.resume_points.push(next);
}

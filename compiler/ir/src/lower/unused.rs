//! Removes instructions whose values are never read.

use crate::code::{Code, Instruction};

/// Removes instructions whose results nothing reads, and then the instructions whose results only
/// the removed ones read.
pub(super) fn remove_unused(code: &mut Code) {
    let mut reads = vec![0_u32; code.locals.len()];
    for block in &code.blocks {
        let read = block.instructions.iter().flat_map(Instruction::reads);
        for local in read.chain(block.terminator.reads()) {
            if let Some(count) = reads.get_mut(local.0 as usize) {
                *count += 1;
            }
        }
    }
    let mut changed = true;
    while changed {
        changed = false;
        for block in &mut code.blocks {
            // In reverse, so that a whole chain is removed in one pass.
            let mut kept = vec![true; block.instructions.len()];
            for (instruction, kept) in block.instructions.iter().zip(&mut kept).rev() {
                let unused = instruction
                    .writes()
                    .iter()
                    .all(|local| reads.get(local.0 as usize) == Some(&0));
                if !unused || !only_makes_values(instruction) {
                    continue;
                }
                for local in instruction.reads() {
                    if let Some(count) = reads.get_mut(local.0 as usize) {
                        *count -= 1;
                    }
                }
                *kept = false;
                changed = true;
            }
            let mut kept = kept.into_iter();
            block
                .instructions
                .retain(|_| kept.next().unwrap_or_default());
        }
    }
}

/// Whether an instruction only writes locals and cannot fail.
fn only_makes_values(instruction: &Instruction) -> bool {
    matches!(
        instruction,
        Instruction::Word { .. }
            | Instruction::Data { .. }
            | Instruction::Copy { .. }
            | Instruction::Input { .. }
            | Instruction::Globals { .. }
            | Instruction::Now { .. }
            | Instruction::Load { .. }
            | Instruction::Offset { .. }
            | Instruction::Element { .. }
            | Instruction::NegateFloat { .. }
            | Instruction::CompareInt { .. }
            | Instruction::CompareFloat { .. }
            | Instruction::Not { .. }
            | Instruction::Mark { .. }
            | Instruction::StepResult { .. }
    )
}

//! Between `Begin` and the instruction that takes the buffer, the code neither returns to the
//! engine nor begins another text.

use super::broken::Problem;
use super::flow::edges;
use super::subject::Subject;
use crate::code::{Block, BlockId, Instruction};

pub(super) fn check(subject: &Subject<'_>) -> Result<(), Problem> {
    let code = subject.code;
    // Whether a text has begun at the start of each block; `None` until a path to it is known.
    let mut begun: Vec<Option<bool>> = vec![None; code.blocks.len()];
    let mut waiting = vec![(BlockId(0), false)];
    while let Some((id, is_begun)) = waiting.pop() {
        let known = begun.get_mut(id.0 as usize);
        let (Some(block), Some(known)) = (code.blocks.get(id.0 as usize), known) else {
            continue;
        };
        match known {
            Some(known) if *known == is_begun => continue,
            Some(_) => {
                return Err((Some(id), "the buffer depends on the way here".to_owned()));
            }
            None => *known = Some(is_begun),
        }
        let at_end = through(block, is_begun).map_err(|rule| (Some(id), rule.to_owned()))?;
        if let Some(catch) = block.catch {
            // The next `Begin` clears what a failure leaves in the buffer.
            waiting.push((catch, false));
        }
        let edges = edges(subject, &block.terminator);
        if at_end && (edges.is_empty() || edges.iter().any(|edge| edge.returns)) {
            return Err((Some(id), "a text is begun and not taken".to_owned()));
        }
        waiting.extend(edges.into_iter().map(|edge| (edge.to, at_end)));
    }
    Ok(())
}

fn through(block: &Block, mut is_begun: bool) -> Result<bool, &'static str> {
    for instruction in &block.instructions {
        match instruction {
            Instruction::Begin if is_begun => return Err("a text is begun inside of another"),
            Instruction::Begin => is_begun = true,
            Instruction::AppendData { .. }
            | Instruction::AppendText { .. }
            | Instruction::AppendWord { .. }
            | Instruction::AppendDecimal { .. }
            | Instruction::AppendJson { .. } => {
                if !is_begun {
                    return Err("something is appended where no text is begun");
                }
            }
            Instruction::Take { .. } | Instruction::RespondBody { .. } => {
                if !is_begun {
                    return Err("the buffer is taken where no text is begun");
                }
                is_begun = false;
            }
            Instruction::Word { .. }
            | Instruction::Data { .. }
            | Instruction::Copy { .. }
            | Instruction::Input { .. }
            | Instruction::Captures { .. }
            | Instruction::PartNumber { .. }
            | Instruction::Globals { .. }
            | Instruction::Now { .. }
            | Instruction::Load { .. }
            | Instruction::Store { .. }
            | Instruction::Offset { .. }
            | Instruction::Element { .. }
            | Instruction::CopyWords { .. }
            | Instruction::Allocate { .. }
            | Instruction::AllocateElements { .. }
            | Instruction::Int { .. }
            | Instruction::Float { .. }
            | Instruction::Decimal { .. }
            | Instruction::NegateFloat { .. }
            | Instruction::CompareInt { .. }
            | Instruction::CompareFloat { .. }
            | Instruction::CompareDecimal { .. }
            | Instruction::CompareText { .. }
            | Instruction::Decode { .. }
            | Instruction::Equal { .. }
            | Instruction::Not { .. }
            | Instruction::Header { .. }
            | Instruction::Call { .. }
            | Instruction::RespondStatus { .. }
            | Instruction::RespondHeader { .. }
            | Instruction::Caught { .. }
            | Instruction::Mark { .. }
            | Instruction::Release { .. }
            | Instruction::Log { .. }
            | Instruction::Arrange { .. }
            | Instruction::StepResult { .. } => {}
        }
    }
    Ok(is_begun)
}

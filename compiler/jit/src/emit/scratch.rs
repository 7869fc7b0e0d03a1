//! The number of words that a function passes to and from host functions in memory.

use flowright_ir::code::{Code, Instruction};

use crate::error::{JitError, Size};

/// The maximum number of words that one instruction may pass: bounding the stack slot bounds a
/// handler's stack.
pub(crate) const MOST_CALL_WORDS: usize = 1024;

/// Sufficient for instructions with a fixed number of words: two decimals and a result.
const LEAST: usize = 6;

/// The size of the scratch slot for some code, in words.
pub(crate) fn words(code: &Code) -> Result<u32, JitError> {
    let instructions = code.blocks.iter().flat_map(|block| &block.instructions);
    let most = instructions.map(words_of).max().unwrap_or(0).max(LEAST);
    match u32::try_from(most) {
        Ok(words) if most <= MOST_CALL_WORDS => Ok(words),
        _ => Err(JitError::TooLarge {
            what: Size::CallWords,
            found: most,
            limit: MOST_CALL_WORDS,
        }),
    }
}

fn words_of(instruction: &Instruction) -> usize {
    match instruction {
        Instruction::Call {
            arguments, results, ..
        } => arguments.len() + results.len(),
        Instruction::Equal { left, right, .. } => left.len() + right.len() + 1,
        Instruction::AppendJson { value, .. } => value.len(),
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
        | Instruction::Not { .. }
        | Instruction::Header { .. }
        | Instruction::Begin
        | Instruction::AppendData { .. }
        | Instruction::AppendText { .. }
        | Instruction::AppendWord { .. }
        | Instruction::AppendDecimal { .. }
        | Instruction::Decode { .. }
        | Instruction::Take { .. }
        | Instruction::RespondStatus { .. }
        | Instruction::RespondHeader { .. }
        | Instruction::RespondBody { .. }
        | Instruction::Caught { .. }
        | Instruction::Mark { .. }
        | Instruction::Release { .. }
        | Instruction::Log { .. }
        | Instruction::Arrange { .. }
        | Instruction::StepResult { .. } => 0,
    }
}

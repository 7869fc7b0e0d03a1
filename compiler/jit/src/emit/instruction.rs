//! One block and its instructions.

use flowright_ir::code::{Block, Instruction};
use flowright_ir::frame;

use super::emitter::{Emitter, malformed};
use crate::error::JitError;

impl Emitter<'_> {
    /// Fills a block of the code.
    pub(super) fn block(&mut self, index: usize, block: &Block) -> Result<(), JitError> {
        let id = flowright_ir::code::BlockId(u32::try_from(index).unwrap_or(u32::MAX));
        self.catch = match block.catch {
            Some(catch) => Some(self.block_of(catch)?),
            None => None,
        };
        let start = self.block_of(id)?;
        self.builder.switch_to_block(start);
        for instruction in &block.instructions {
            self.instruction(instruction)?;
        }
        self.terminator(&block.terminator)
    }

    fn instruction(&mut self, instruction: &Instruction) -> Result<(), JitError> {
        match instruction {
            Instruction::Word { to, word } => {
                let value = self.word(*word);
                self.write(*to, value)
            }
            Instruction::Copy { to, from } => {
                let value = self.read(*from)?;
                self.write(*to, value)
            }
            Instruction::StepResult { to, word } => {
                let index = usize::try_from(*word).ok();
                let index = index.and_then(|word| frame::RESULT.checked_add(word));
                let value =
                    self.load_frame(index.ok_or_else(|| malformed("result word", *word))?)?;
                self.write(*to, value)
            }
            Instruction::Data { .. }
            | Instruction::Input { .. }
            | Instruction::Globals { .. }
            | Instruction::Now { .. }
            | Instruction::Load { .. }
            | Instruction::Store { .. }
            | Instruction::Offset { .. }
            | Instruction::Element { .. }
            | Instruction::CopyWords { .. }
            | Instruction::Allocate { .. }
            | Instruction::AllocateElements { .. } => self.memory(instruction),
            Instruction::Int { .. }
            | Instruction::Float { .. }
            | Instruction::NegateFloat { .. } => self.arithmetic(instruction),
            Instruction::CompareInt { .. }
            | Instruction::CompareFloat { .. }
            | Instruction::CompareText { .. }
            | Instruction::Equal { .. }
            | Instruction::Not { .. } => self.compare(instruction),
            Instruction::Header { .. }
            | Instruction::Call { .. }
            | Instruction::Caught { .. }
            | Instruction::Begin
            | Instruction::AppendData { .. }
            | Instruction::AppendText { .. }
            | Instruction::AppendWord { .. }
            | Instruction::AppendJson { .. }
            | Instruction::Take { .. }
            | Instruction::RespondStatus { .. }
            | Instruction::RespondHeader { .. }
            | Instruction::RespondBody { .. } => self.library(instruction),
        }
    }
}

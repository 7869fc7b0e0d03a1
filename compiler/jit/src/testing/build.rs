//! A small builder for code.

use flowright_ir::code::{
    Block, BlockId, Code, Instruction, Local, LocalId, StepId, Suspend, Terminator,
};
use flowright_ir::frame::HEADER_WORDS;

/// Builds a code block by block.
#[derive(Debug, Default)]
pub struct CodeBuilder {
    locals: Vec<Local>,
    framed: u32,
    blocks: Vec<Block>,
    resume_points: Vec<BlockId>,
}

impl CodeBuilder {
    /// A builder without locals and blocks.
    #[must_use]
    pub fn new() -> CodeBuilder {
        CodeBuilder::default()
    }

    /// A local that is not spilled.
    pub fn local(&mut self) -> LocalId {
        self.push(Local { frame: None })
    }

    /// A local with a frame word: [`HEADER_WORDS`] for the first one, and so on.
    pub fn framed(&mut self) -> LocalId {
        let frame = Some(HEADER_WORDS + self.framed);
        self.framed += 1;
        self.push(Local { frame })
    }

    /// Adds a block; a failure ends the execution.
    pub fn block(&mut self, instructions: Vec<Instruction>, terminator: Terminator) -> BlockId {
        self.block_with(instructions, terminator, None)
    }

    /// Adds a block; a failure jumps to `catch`.
    pub fn block_with(
        &mut self,
        instructions: Vec<Instruction>,
        terminator: Terminator,
        catch: Option<BlockId>,
    ) -> BlockId {
        let id = BlockId(u32::try_from(self.blocks.len()).unwrap_or(u32::MAX));
        self.blocks.push(Block {
            instructions,
            terminator,
            catch,
        });
        id
    }

    /// Adds a resume point at that block; returns its index.
    pub fn resume_point(&mut self, block: BlockId) -> u32 {
        self.resume_points.push(block);
        u32::try_from(self.resume_points.len() - 1).unwrap_or(u32::MAX)
    }

    /// Returns the code.
    #[must_use]
    pub fn finish(self) -> Code {
        Code {
            locals: self.locals,
            blocks: self.blocks,
            resume_points: self.resume_points,
            frame_words: HEADER_WORDS + self.framed,
        }
    }

    fn push(&mut self, local: Local) -> LocalId {
        self.locals.push(local);
        LocalId(u32::try_from(self.locals.len() - 1).unwrap_or(u32::MAX))
    }
}

/// A suspension for the step with that number, whose result is read at a resume point and whose
/// failure ends the execution.
#[must_use]
pub fn suspend(step: u32, arguments: LocalId, result: u32) -> Terminator {
    Terminator::Suspend(Box::new(Suspend {
        step: StepId(step),
        arguments,
        result,
        failure: None,
        counters: Vec::new(),
        live: Vec::new(),
    }))
}

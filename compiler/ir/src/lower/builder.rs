//! Blocks under construction.

use flowright_stdlib::types::Type;

use crate::code::{Block, BlockId, Code, Instruction, Local, LocalId, Terminator};

use super::constants::word;
use super::values::Values;

/// The maximum number of instructions of a workflow, including inlined functions.
pub(super) const MOST_INSTRUCTIONS: usize = 20_000;

/// The locals of a value, in the order of its register layout.
pub(super) type Value = Vec<LocalId>;

/// Code under construction.
#[derive(Default)]
pub(super) struct Builder {
    blocks: Vec<Draft>,
    current: BlockId,
    /// The target of failures in the code being lowered.
    pub(super) catch: Option<BlockId>,
    locals: u32,
    resume_points: Vec<BlockId>,
    values: Values,
    instructions: usize,
    /// The number of instructions and steps so far that allocate in the arena.
    pub(super) takes_memory: usize,
}

#[derive(Default)]
struct Draft {
    instructions: Vec<Instruction>,
    terminator: Option<Terminator>,
    catch: Option<BlockId>,
}

impl Builder {
    /// Code with an empty entry block.
    pub(super) fn new() -> Builder {
        Builder {
            blocks: vec![Draft::default()],
            ..Builder::default()
        }
    }

    /// Whether there are too many instructions; further ones are not added.
    pub(super) fn is_too_large(&self) -> bool {
        self.instructions > MOST_INSTRUCTIONS
    }

    pub(super) fn local(&mut self) -> LocalId {
        let local = LocalId(self.locals);
        self.locals = self.locals.saturating_add(1);
        local
    }

    pub(super) fn locals(&mut self, count: u32) -> Value {
        (0..count).map(|_| self.local()).collect()
    }

    /// Declares that these locals hold a whole value of that type.
    pub(super) fn declare(&mut self, ty: &Type, locals: &[LocalId]) {
        self.values.declare(ty, locals);
    }

    pub(super) fn emit(&mut self, instruction: Instruction) {
        self.instructions += 1;
        if self.is_too_large() {
            return;
        }
        self.takes_memory += usize::from(takes_memory(&instruction));
        if let Some(block) = self.blocks.get_mut(self.current.0 as usize) {
            block.instructions.push(instruction);
        }
    }

    /// Emits an instruction that writes one fresh local.
    pub(super) fn emit_to(&mut self, instruction: impl FnOnce(LocalId) -> Instruction) -> LocalId {
        let to = self.local();
        self.emit(instruction(to));
        to
    }

    pub(super) fn word(&mut self, word: u64) -> LocalId {
        self.emit_to(|to| Instruction::Word { to, word })
    }

    pub(super) fn copy(&mut self, to: &[LocalId], from: &[LocalId]) {
        for (to, from) in to.iter().zip(from) {
            self.emit(Instruction::Copy {
                to: *to,
                from: *from,
            });
        }
    }

    /// A new block with the same failure target as the code being lowered.
    pub(super) fn block(&mut self) -> BlockId {
        let id = BlockId(word(self.blocks.len()));
        self.blocks.push(Draft {
            catch: self.catch,
            ..Draft::default()
        });
        id
    }

    /// Continues in that block.
    pub(super) fn go_on_in(&mut self, block: BlockId) {
        self.current = block;
    }

    /// Ends the current block, and continues in a new one, which may be unreachable.
    pub(super) fn end(&mut self, terminator: Terminator) {
        self.instructions += 1;
        self.takes_memory += usize::from(matches!(terminator, Terminator::Suspend(_)));
        if let Some(block) = self.blocks.get_mut(self.current.0 as usize) {
            block.terminator = Some(terminator);
        }
        self.current = self.block();
    }

    pub(super) fn jump(&mut self, to: BlockId) {
        self.end(Terminator::Jump(to));
    }

    /// Branches to two new blocks, and continues in the first; returns the second.
    pub(super) fn branch(&mut self, condition: LocalId) -> BlockId {
        let (then, otherwise) = (self.block(), self.block());
        self.end(Terminator::Branch {
            condition,
            then,
            otherwise,
        });
        self.go_on_in(then);
        otherwise
    }

    /// The resume point that continues in that block.
    pub(super) fn resume_point(&mut self, block: BlockId) -> u32 {
        let known = self.resume_points.iter().position(|known| *known == block);
        word(known.unwrap_or_else(|| {
            self.resume_points.push(block);
            self.resume_points.len() - 1
        }))
    }

    /// Spends fuel, and continues in that block.
    pub(super) fn fuel(&mut self, cost: u32, block: BlockId) {
        let resume = self.resume_point(block);
        self.end(Terminator::Fuel { cost, resume });
    }

    /// The code so far, before [`cleanup`](super::cleanup) and without a frame, and the values in
    /// its locals.
    pub(super) fn finish(self) -> (Code, Values) {
        let blocks = self.blocks.into_iter();
        let code = Code {
            locals: vec![Local::default(); self.locals as usize],
            blocks: blocks
                .map(|draft| Block {
                    instructions: draft.instructions,
                    // A block without a terminator is unreachable.
                    terminator: draft.terminator.unwrap_or(Terminator::Done),
                    catch: draft.catch,
                })
                .collect(),
            resume_points: self.resume_points,
            frame_words: 0,
        };
        (code, self.values)
    }
}

/// Whether an instruction may allocate in the arena.
fn takes_memory(instruction: &Instruction) -> bool {
    matches!(
        instruction,
        Instruction::Allocate { .. }
            | Instruction::AllocateElements { .. }
            | Instruction::Call { .. }
            | Instruction::Arrange { .. }
            | Instruction::Decode { .. }
            | Instruction::Take { .. }
            | Instruction::Caught { .. }
    )
}

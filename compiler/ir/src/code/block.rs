//! Code and its basic blocks.

use super::ids::BlockId;
use super::instruction::Instruction;
use super::terminator::Terminator;

/// The code of one handler or condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// For each local, the frame word that it is spilled to if it is live across a return to the
    /// engine.
    pub locals: Vec<Local>,
    /// The blocks; block 0 is the entry.
    pub blocks: Vec<Block>,
    /// The blocks at which code can resume, in the order of resume points.
    pub resume_points: Vec<BlockId>,
    /// The size of the frame in words, including the header.
    pub frame_words: u32,
}

/// A 64-bit variable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Local {
    /// The index of the frame word that it is spilled to; `None` if it is never live across a
    /// return to the engine.
    pub frame: Option<u32>,
}

/// Instructions in order, followed by a terminator.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The instructions in order.
    pub instructions: Vec<Instruction>,
    /// The terminator.
    pub terminator: Terminator,
    /// The target of failures in this block: a block that begins with [`Instruction::Caught`].
    /// `None` ends the execution.
    pub catch: Option<BlockId>,
}

//! Code and its basic blocks.

use super::ids::BlockId;
use super::instruction::Instruction;
use super::terminator::Terminator;

/// The code of one handler or condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// For each local the word of the frame that it is spilled to, if it is live across a return to the engine.
    pub locals: Vec<Local>,
    /// The blocks; 0 is the entry.
    pub blocks: Vec<Block>,
    /// The blocks at which code can be resumed, in the order of resume points.
    pub resume_points: Vec<BlockId>,
    /// Words of the frame, header included.
    pub frame_words: u32,
}

/// A 64-bit variable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Local {
    /// The word of the frame that it is spilled to, counted from the first; `None` where it is never live across a return to the engine.
    pub frame: Option<u32>,
}

/// Instructions in order, then where to go.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// In order.
    pub instructions: Vec<Instruction>,
    /// Where to go.
    pub terminator: Terminator,
    /// Where a failure of this block goes: a block that begins with [`Instruction::Caught`]. `None` ends the execution.
    pub catch: Option<BlockId>,
}

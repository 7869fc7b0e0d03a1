//! Size limits for code: register allocation takes more than linear time, and programs are
//! untrusted.

use flowright_ir::code::Code;

use crate::emit::scratch;
use crate::error::{JitError, Size};

/// The maximum number of instructions of a handler, including terminators.
const INSTRUCTIONS: usize = 50_000;

/// The maximum number of blocks of a handler.
const BLOCKS: usize = 20_000;

/// The maximum number of locals of a handler.
const LOCALS: usize = 100_000;

/// The maximum size of a frame in words.
const FRAME_WORDS: usize = 1 << 20;

/// The number of instructions in some code, including terminators.
pub(crate) fn instructions(code: &Code) -> usize {
    let blocks = code.blocks.iter();
    blocks
        .map(|block| block.instructions.len().saturating_add(1))
        .sum()
}

/// Rejects code that is too large; returns the number of its instructions.
pub(crate) fn check(code: &Code) -> Result<usize, JitError> {
    let instructions = instructions(code);
    for (what, found, limit) in [
        (Size::Instructions, instructions, INSTRUCTIONS),
        (Size::Blocks, code.blocks.len(), BLOCKS),
        (Size::Locals, code.locals.len(), LOCALS),
        (Size::FrameWords, code.frame_words as usize, FRAME_WORDS),
    ] {
        if found > limit {
            return Err(JitError::TooLarge { what, found, limit });
        }
    }
    scratch::words(code)?;
    Ok(instructions)
}

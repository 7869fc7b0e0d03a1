//! How large a code may be: register allocation takes more than linear time, and a program comes from outside.

use flowright_ir::code::Code;

use crate::emit::scratch;
use crate::error::{JitError, Size};

/// Instructions of a handler, terminators included.
const INSTRUCTIONS: usize = 50_000;

/// Blocks of a handler.
const BLOCKS: usize = 20_000;

/// Locals of a handler.
const LOCALS: usize = 100_000;

/// Words of a frame.
const FRAME_WORDS: usize = 1 << 20;

/// Instructions of a code, terminators included.
pub(crate) fn instructions(code: &Code) -> usize {
    let blocks = code.blocks.iter();
    blocks
        .map(|block| block.instructions.len().saturating_add(1))
        .sum()
}

/// Refuses a code that is too large; the number of its instructions.
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

//! The words at the start of every frame, through which code and engine speak.

/// The words of the header: the resume point, then the words of a step's arguments and result.
pub const HEADER_WORDS: u32 = 5;

/// The most words that a step's result has in registers.
pub const RESULT_WORDS: u32 = 4;

/// Where the code goes on: 0 at the start, `n + 1` for resume point `n`.
pub const RESUME: usize = 0;

/// At a suspension: the address of the step's arguments.
pub const ARGUMENTS: usize = 1;

/// At a resumption: the first of the words of the step's result.
pub const RESULT: usize = 1;

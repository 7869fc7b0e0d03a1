//! The header of every frame, through which code and engine communicate.

/// The size of the header in words: the resume point, then the words for a step's arguments and
/// result.
pub const HEADER_WORDS: u32 = 5;

/// The maximum number of register words of a step's result.
pub const RESULT_WORDS: u32 = 4;

/// Where the code resumes: 0 at the start, `n + 1` for resume point `n`.
pub const RESUME: usize = 0;

/// At a suspension: the address of the step's arguments.
pub const ARGUMENTS: usize = 1;

/// At a resumption: the first of the words of the step's result.
pub const RESULT: usize = 1;

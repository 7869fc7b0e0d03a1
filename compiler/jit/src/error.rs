//! Why an image has no machine code.

use std::fmt;

use cranelift_module::ModuleError;

/// Why an image has no machine code.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JitError {
    /// The host refuses executable memory (`MemoryDenyWriteExecute=`, SELinux); the interpreter runs the same image.
    NoExecutableMemory {
        /// What the host said.
        reason: String,
    },
    /// A handler or condition is larger than what is compiled.
    TooLarge {
        /// What there is too much of.
        what: Size,
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Code that names what it does not have: a defect of the lowering.
    Malformed {
        /// What it names.
        what: &'static str,
        /// By which index.
        index: u32,
    },
    /// Machine code calls what is not in the table of host functions: a defect of this crate.
    Unresolved {
        /// The symbol.
        symbol: String,
    },
    /// The code generator refuses the code or does not know the host.
    CodeGenerator {
        /// What it said.
        reason: String,
    },
}

/// What has a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Instructions of a handler.
    Instructions,
    /// Blocks of a handler.
    Blocks,
    /// Locals of a handler.
    Locals,
    /// Words of a handler's frame.
    FrameWords,
    /// Words that an instruction passes to the library.
    CallWords,
}

impl JitError {
    /// What the code generator said.
    pub(crate) fn code_generator(reason: impl fmt::Display) -> JitError {
        JitError::CodeGenerator {
            reason: reason.to_string(),
        }
    }

    /// What the host said.
    pub(crate) fn no_executable_memory(reason: impl fmt::Display) -> JitError {
        JitError::NoExecutableMemory {
            reason: reason.to_string(),
        }
    }

    /// What Cranelift said of a module.
    pub(crate) fn module(error: &ModuleError) -> JitError {
        match error {
            ModuleError::Allocation { err } => JitError::no_executable_memory(err),
            other => JitError::code_generator(other),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Size::Instructions => "instructions",
            Size::Blocks => "blocks",
            Size::Locals => "locals",
            Size::FrameWords => "words of the frame",
            Size::CallWords => "words of a call",
        })
    }
}

impl fmt::Display for JitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JitError::NoExecutableMemory { reason } => {
                write!(f, "the host refuses executable memory: {reason}")
            }
            JitError::TooLarge { what, found, limit } => {
                write!(
                    f,
                    "a handler has {found} {what}; the most that is compiled is {limit}"
                )
            }
            JitError::Malformed { what, index } => {
                write!(f, "the code names {what} {index}, which it does not have")
            }
            JitError::Unresolved { symbol } => {
                write!(
                    f,
                    "machine code calls `{symbol}`, which is no host function"
                )
            }
            JitError::CodeGenerator { reason } => write!(f, "the code generator failed: {reason}"),
        }
    }
}

impl std::error::Error for JitError {}

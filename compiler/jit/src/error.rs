//! Why an image could not be compiled.

use std::fmt;

use cranelift_module::ModuleError;

/// Why an image could not be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JitError {
    /// The host forbids executable memory (`MemoryDenyWriteExecute=`, SELinux); the interpreter can
    /// run the same image.
    NoExecutableMemory {
        /// The message of the host.
        reason: String,
    },
    /// A handler or condition exceeds a size limit.
    TooLarge {
        /// The quantity that exceeds its limit.
        what: Size,
        /// The number found.
        found: usize,
        /// The maximum number.
        limit: usize,
    },
    /// Code that refers to something that does not exist: a bug in lowering.
    Malformed {
        /// The kind of thing referred to.
        what: &'static str,
        /// Its index.
        index: u32,
    },
    /// Machine code calls something outside the table of host functions: a bug in this crate.
    Unresolved {
        /// The symbol.
        symbol: String,
    },
    /// The code generator rejects the code or does not support the host.
    CodeGenerator {
        /// Its message.
        reason: String,
    },
}

/// A quantity with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// The instructions of a handler.
    Instructions,
    /// The blocks of a handler.
    Blocks,
    /// The locals of a handler.
    Locals,
    /// The words of a handler's frame.
    FrameWords,
    /// The words that an instruction passes to the library.
    CallWords,
}

impl JitError {
    /// The error for a message of the code generator.
    pub(crate) fn code_generator(reason: impl fmt::Display) -> JitError {
        JitError::CodeGenerator {
            reason: reason.to_string(),
        }
    }

    /// The error for a message of the host.
    pub(crate) fn no_executable_memory(reason: impl fmt::Display) -> JitError {
        JitError::NoExecutableMemory {
            reason: reason.to_string(),
        }
    }

    /// The error for a Cranelift module error.
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
                write!(f, "the host does not allow executable memory: {reason}")
            }
            JitError::TooLarge { what, found, limit } => {
                write!(f, "a handler has {found} {what}; the maximum is {limit}")
            }
            JitError::Malformed { what, index } => {
                write!(f, "the code refers to {what} {index}, which does not exist")
            }
            JitError::Unresolved { symbol } => {
                write!(
                    f,
                    "machine code calls `{symbol}`, which is not a host function"
                )
            }
            JitError::CodeGenerator { reason } => write!(f, "the code generator failed: {reason}"),
        }
    }
}

impl std::error::Error for JitError {}

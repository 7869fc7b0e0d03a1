//! What runs the flows: machine code, or the interpreter.

use flowright_compile::{Engine, JitError, executables};
use flowright_ir::{Executable, ValidImage};

/// The workflows of a program with their handlers. Where the host forbids executable memory, the interpreter takes over, and the log
/// says so.
pub(super) fn make(image: &ValidImage, engine: Engine) -> Result<Vec<Executable>, JitError> {
    match executables(image, engine) {
        Err(JitError::NoExecutableMemory { reason }) => {
            tracing::warn!(%reason, "this host gives no executable memory: the interpreter runs the flows");
            executables(image, Engine::Interpreter)
        }
        made => made,
    }
}

//! What runs the flows: machine code, or the interpreter.

use flowright_ir::handler::WorkflowHandlers;
use flowright_ir::image::Image;
use flowright_jit::{Jit, JitError};

use super::arguments::Engine;

/// The handlers of a program. Where the host forbids executable memory, the interpreter takes over, and the log says so.
pub(super) fn make(image: &Image, engine: Engine) -> Result<Vec<WorkflowHandlers>, JitError> {
    match engine {
        Engine::Interpreter => Ok(flowright_ir::interpreter(image)),
        Engine::Jit => match Jit::compile(image) {
            Err(JitError::NoExecutableMemory { reason }) => {
                tracing::warn!(%reason, "this host gives no executable memory: the interpreter runs the flows");
                Ok(flowright_ir::interpreter(image))
            }
            compiled => compiled,
        },
    }
}

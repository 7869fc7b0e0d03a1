//! What runs the flows: machine code, or the interpreter.

use flowright_compile::{Engine, JitError};
use flowright_ir::handler::WorkflowHandlers;
use flowright_ir::image::Image;

/// The handlers of a program. Where the host forbids executable memory, the interpreter takes over, and the log says so.
pub(super) fn make(image: &Image, engine: Engine) -> Result<Vec<WorkflowHandlers>, JitError> {
    match flowright_compile::handlers(image, engine) {
        Err(JitError::NoExecutableMemory { reason }) => {
            tracing::warn!(%reason, "this host gives no executable memory: the interpreter runs the flows");
            flowright_compile::handlers(image, Engine::Interpreter)
        }
        made => made,
    }
}

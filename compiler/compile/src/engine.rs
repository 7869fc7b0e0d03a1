//! From an image to handlers.

use flowright_ir::handler::WorkflowHandlers;
use flowright_ir::image::Image;
use flowright_jit::{Jit, JitError};

/// What runs the workflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Machine code.
    Jit,
    /// The interpreter, which needs no executable memory.
    Interpreter,
}

/// The handlers of every workflow of an image, in order.
///
/// # Errors
/// Those of [`Jit::compile`]; the interpreter takes every image.
pub fn handlers(image: &Image, engine: Engine) -> Result<Vec<WorkflowHandlers>, JitError> {
    match engine {
        Engine::Jit => Jit::compile(image),
        Engine::Interpreter => Ok(flowright_ir::interpreter(image)),
    }
}

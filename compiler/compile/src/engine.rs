//! From an image to workflows that run.

use flowright_ir::{Executable, ValidImage};
use flowright_jit::{Jit, JitError};

/// What runs the workflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Machine code.
    Jit,
    /// The interpreter, which needs no executable memory.
    Interpreter,
}

/// Every workflow of an image with the handlers that run it, in order.
///
/// # Errors
/// Those of [`Jit::compile`]; the interpreter takes every image.
pub fn executables(image: &ValidImage, engine: Engine) -> Result<Vec<Executable>, JitError> {
    match engine {
        Engine::Jit => Jit::compile(image),
        Engine::Interpreter => Ok(flowright_ir::interpreter(image)),
    }
}

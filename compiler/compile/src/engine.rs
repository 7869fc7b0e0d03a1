//! From an image to executable workflows.

use flowright_ir::{Executable, ValidImage};
use flowright_jit::{Jit, JitError};

/// The engine that runs the workflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Machine code.
    Jit,
    /// The interpreter, which does not need executable memory.
    Interpreter,
}

/// Makes all workflows of an image executable, in order.
///
/// # Errors
/// The errors of [`Jit::compile`]; the interpreter accepts every image.
pub fn executables(image: &ValidImage, engine: Engine) -> Result<Vec<Executable>, JitError> {
    match engine {
        Engine::Jit => Jit::compile(image),
        Engine::Interpreter => Ok(flowright_ir::interpreter(image)),
    }
}

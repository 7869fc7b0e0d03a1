//! Code generation options.

/// Code generation options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The optimization level.
    pub optimization: OptimizationLevel,
    /// Whether the code generator verifies its input; slow.
    pub verify: bool,
}

/// An optimization level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptimizationLevel {
    /// No optimization.
    None,
    /// Optimize for speed.
    Speed,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            optimization: OptimizationLevel::Speed,
            verify: cfg!(debug_assertions),
        }
    }
}

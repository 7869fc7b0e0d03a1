//! How code is generated.

/// How code is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How much is optimized.
    pub optimization: OptimizationLevel,
    /// Whether the code generator checks what it is given; slow.
    pub verify: bool,
}

/// How much is optimized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptimizationLevel {
    /// Nothing.
    None,
    /// For speed.
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

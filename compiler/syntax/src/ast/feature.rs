//! Features that are not supported yet.

/// A language feature that the grammar accepts but the compiler does not support yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// The name as it appears in a message: "`for`", "the trigger setting `rate`".
    pub name: &'static str,
}

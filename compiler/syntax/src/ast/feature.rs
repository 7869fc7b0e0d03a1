//! What is not built yet.

/// Something of the language that the grammar knows and the compiler does not build yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// As it reads in a message: "`for`", "the trigger setting `rate`".
    pub name: &'static str,
}

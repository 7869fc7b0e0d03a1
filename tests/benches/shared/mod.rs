//! What both benchmarks share: the contestants, what they are sent, how a program is loaded, and how results are shown.

pub mod contestants;
pub mod forms;
pub mod machine;
pub mod program;
pub mod push;
pub mod table;

/// What goes wrong in a benchmark ends it with its reason.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

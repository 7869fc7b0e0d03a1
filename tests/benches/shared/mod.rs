//! Shared by the benchmarks: the contestants, the requests, loading a program, and printing
//! results.

pub mod contestants;
pub mod forms;
pub mod machine;
pub mod program;
pub mod push;
pub mod table;

/// An error ends the benchmark with its reason.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

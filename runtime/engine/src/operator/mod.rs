//! The operator's values for a program: secrets and configs, by name, as texts.

mod problem;
mod resolve;
mod values;

pub use problem::{MissingValue, StartProblem};
pub(crate) use resolve::{Resolved, resolve};
pub use values::Operator;

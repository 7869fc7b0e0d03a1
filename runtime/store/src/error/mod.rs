//! The errors that occur when a store is opened, when a step is planned, and when a step runs.

mod fault;
mod open;
mod plan;
mod refusal;
mod step;

pub(crate) use fault::{Fault, Reach};
pub use open::OpenError;
pub use plan::PlanError;
pub use refusal::Refusal;
pub(crate) use refusal::Rows;
pub use step::StepError;

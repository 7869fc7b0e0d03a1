//! The memory of an execution: an arena for what it makes, and the regions it may read.
//!
//! Values are words of 64 bits ([`types`](crate::types) says how they lie); addresses are words too. All code but generated machine
//! code reaches memory through [`Context`], which looks up every address in the regions of the execution: a wrong address is a
//! [`Failure`](crate::failure::Failure), never undefined behaviour.

#[cfg(test)]
mod addresses;
mod arena;
mod constants;
mod context;
mod globals;
mod places;
mod regions;
mod response;
mod value;
mod view;

pub use arena::Arena;
pub use constants::Constants;
pub use context::{Context, ContextOffsets, Limits};
pub use globals::Globals;
pub use places::{FieldPlaces, ListPlace, Place};
pub use response::{BodyKind, Response};
pub use value::Value;
pub use view::View;

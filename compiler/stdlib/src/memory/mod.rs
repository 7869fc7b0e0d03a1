//! The memory of an execution: an arena for the data it creates, and the regions it may read.
//!
//! Values are 64-bit words ([`types`](crate::types) defines their layout); addresses are words too.
//! All code except generated machine code accesses memory through [`Context`], which looks up every
//! address in the regions of the execution: an invalid address is a
//! [`Failure`](crate::failure::Failure), never undefined behaviour.

#[cfg(test)]
mod addresses;
mod arena;
mod constants;
mod context;
mod globals;
mod lent;
mod places;
mod randomness;
mod regions;
mod response;
mod value;
mod view;

pub use arena::Arena;
pub use constants::Constants;
pub use context::{Context, ContextOffsets, Limits};
pub use globals::Globals;
pub use lent::Lent;
pub use places::{FieldPlaces, ListPlace, MapPlace, Place};
pub use randomness::Randomness;
pub use response::{BodyKind, Response};
pub use value::Value;
pub use view::View;

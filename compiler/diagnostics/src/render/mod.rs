//! Diagnostics made readable: for people ([`human`]) and for programs ([`json`]).

mod human;
mod json;

pub use human::{Style, failure, human};
pub use json::json;

//! Diagnostics made readable: for people ([`human`]) and for programs ([`json`]).

mod human;
mod json;

pub use human::{Style, human};
pub use json::json;

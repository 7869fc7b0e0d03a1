//! Rendering of diagnostics: for humans ([`human`]), for programs ([`json`]) and for GitHub Actions
//! ([`github`]).

mod diff;
mod excerpt;
mod github;
mod human;
mod json;
mod words;

pub use github::github;
pub use human::{Style, failure, human};
pub use json::json;

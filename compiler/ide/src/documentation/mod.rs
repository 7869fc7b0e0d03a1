//! What the words of the language are for: for hover, and beside a completion.
//!
//! Invariant: the tables are as long as the checker's own; tests hold them to it.

mod clauses;
mod context;
mod settings;
mod words;

pub(crate) use clauses::{body, clause};
pub(crate) use context::{given, member};
pub(crate) use settings::setting;
pub(crate) use words::{scheme, ty, word};

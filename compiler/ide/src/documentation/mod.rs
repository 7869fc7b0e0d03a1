//! What the words of the language are for: for hover, and beside a completion. Settings, schemes and channels have theirs in the
//! [catalogue](flowright_stdlib::catalogue).
//!
//! Invariant: the tables are as long as the checker's own; tests hold them to it.

mod clauses;
mod context;
mod words;

pub(crate) use clauses::clause;
pub(crate) use context::{given, member};
pub(crate) use words::{ty, word};

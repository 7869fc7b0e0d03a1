//! The documentation of keywords, for hovers and completions. Settings, schemes and channels are
//! documented in the [catalogue](flowright_stdlib::catalogue).
//!
//! Invariant: the tables are as long as the checker's own; tests enforce this.

mod clauses;
mod context;
mod words;

pub(crate) use clauses::clause;
pub(crate) use context::{given, member};
pub(crate) use words::{ty, word};

//! Words that the checker takes in a place and that the [catalogue](flowright_stdlib::catalogue) does not have, for what proposes them.
//!
//! Invariant: these are the checker's own tables, so that what is proposed is what is taken.

use crate::body::context;
use crate::declare::types;
use crate::steps;

/// The methods of HTTP.
pub const METHODS: &[&str] = steps::METHODS;
/// The members of `context`.
pub const CONTEXT: &[&str] = context::MEMBERS;

/// The types of the language.
pub fn types() -> impl Iterator<Item = &'static str> {
    types::BUILT_IN.iter().map(|(name, _)| *name)
}

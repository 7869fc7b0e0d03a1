//! Words that the checker accepts in a place and that are not in the
//! [catalogue](flowright_stdlib::catalogue), for completion.
//!
//! Invariant: these are the tables that the checker itself uses, so completion proposes exactly
//! what is accepted.

use crate::body::context;
use crate::declare::types;
use crate::steps;

/// The HTTP methods.
pub const METHODS: &[&str] = steps::METHODS;
/// The members of `context`.
pub const CONTEXT: &[&str] = context::MEMBERS;

/// The types of the language.
pub fn types() -> impl Iterator<Item = &'static str> {
    types::built_in_names()
}

/// The library functions that a store can evaluate on a field, in a condition.
pub const ON_FIELDS: &[&str] = steps::ON_FIELDS;

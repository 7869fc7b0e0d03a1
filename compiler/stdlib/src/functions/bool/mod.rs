//! Functions on bools.

pub(super) mod bool_to_text;

//! Functions on truth values.

pub(super) mod bool_to_text;

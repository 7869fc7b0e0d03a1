//! Functions on values of any type.

pub(super) mod to_json;

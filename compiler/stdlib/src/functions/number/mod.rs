//! Functions on numbers.

pub(super) mod float_to_text;
pub(super) mod int_to_float;
pub(super) mod int_to_text;

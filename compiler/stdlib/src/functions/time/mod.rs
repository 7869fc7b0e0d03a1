//! Functions on times and durations.

pub(super) mod duration_abs;
pub(super) mod duration_to_text;
pub(super) mod time_to_text;

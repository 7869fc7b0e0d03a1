//! Functions on times.

pub(super) mod time_to_text;

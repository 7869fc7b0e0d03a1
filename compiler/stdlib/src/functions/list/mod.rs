//! Functions on lists.

pub(super) mod contains;
pub(super) mod is_empty;
pub(super) mod join;
pub(super) mod length;
pub(super) mod take;

//! Functions on maps.

pub(super) mod entries;
mod found;
pub(super) mod is_empty;
pub(super) mod keys;
pub(super) mod length;
pub(super) mod merge;
pub(super) mod position;
pub(super) mod remove;
pub(super) mod set;
pub(super) mod values;

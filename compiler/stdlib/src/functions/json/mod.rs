//! Functions on `json`, data of unknown shape.

pub(super) mod element;
pub(super) mod get;
pub(super) mod member;
mod part;

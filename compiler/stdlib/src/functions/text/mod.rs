//! Functions on text.

pub(super) mod contains;
pub(super) mod ends_with;
pub(super) mod is_email;
pub(super) mod is_empty;
pub(super) mod length;
pub(super) mod lower;
pub(super) mod remove_prefix;
pub(super) mod remove_suffix;
pub(super) mod replace;
pub(super) mod split;
pub(super) mod starts_with;
pub(super) mod take;
pub(super) mod trim;
pub(super) mod upper;

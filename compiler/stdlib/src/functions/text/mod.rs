//! Functions on text.

pub(super) mod base64;
pub(super) mod contains;
pub(super) mod ends_with;
pub(super) mod hex;
pub(super) mod is_email;
pub(super) mod is_empty;
pub(super) mod length;
pub(super) mod lines;
pub(super) mod lower;
mod occurrences;
pub(super) mod pad_end;
pub(super) mod pad_start;
mod padding;
pub(super) mod remove_prefix;
pub(super) mod remove_suffix;
pub(super) mod repeat;
pub(super) mod replace;
pub(super) mod sha256;
pub(super) mod slice;
pub(super) mod split;
pub(super) mod starts_with;
pub(super) mod take;
pub(super) mod text_to_float;
pub(super) mod text_to_int;
pub(super) mod trim;
pub(super) mod upper;
pub(super) mod url_encode;

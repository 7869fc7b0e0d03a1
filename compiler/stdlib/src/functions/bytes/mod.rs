//! Functions on bytes.

pub(super) mod base64;
pub(super) mod hex;
pub(super) mod is_empty;
pub(super) mod length;
pub(super) mod sha256;
pub(super) mod take;
pub(super) mod to_text;

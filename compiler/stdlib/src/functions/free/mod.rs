//! Functions that are called without a receiver.

pub(super) mod date;
pub(super) mod hmac_sha256;
pub(super) mod max;
pub(super) mod min;
pub(super) mod random;
pub(super) mod time;
pub(super) mod uuid;

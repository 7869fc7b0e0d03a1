//! Random bytes.

use sha2::{Digest as _, Sha256};

/// The bytes drawn from a seed, after that many draws.
pub(super) fn drawn(seed: [u8; 32], draws: u64) -> [u8; 32] {
    Sha256::digest([&seed[..], &draws.to_le_bytes()].concat()).into()
}

//! Random bytes, and the functions that use them.

use sha2::{Digest as _, Sha256};

use crate::value::Value;

/// The random bytes generated from a seed after that many earlier requests.
pub(super) fn drawn(seed: [u8; 32], draws: u64) -> [u8; 32] {
    Sha256::digest([&seed[..], &draws.to_le_bytes()].concat()).into()
}

/// The result of `uuid()` or `random()`, computed from random bytes.
pub(super) fn call(name: &str, mut drawn: [u8; 32]) -> Value {
    if name == "random" {
        // The upper 53 bits, the last byte first.
        let bits = drawn.iter().take(8).rev();
        let bits = bits.fold(0_u64, |bits, byte| bits * 256 + u64::from(*byte));
        #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
        return Value::Float((bits / 2048) as f64 / 2.0_f64.powi(53));
    }
    drawn[6] = drawn[6] % 16 + 0x40;
    drawn[8] = drawn[8] % 64 + 0x80;
    let digits: Vec<String> = drawn.iter().map(|byte| format!("{byte:02x}")).collect();
    let groups = [0..4, 4..6, 6..8, 8..10, 10..16].map(|group| digits[group].concat());
    Value::text(&groups.join("-"))
}

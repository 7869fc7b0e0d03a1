//! Reproducible randomness, for tests.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::{Random, RandomError};

/// The same bytes for the same seed and the same sequence of calls (`SplitMix64`). For tests only:
/// anyone who knows one number can compute all the others.
#[derive(Debug)]
pub struct SeededRandom(AtomicU64);

impl SeededRandom {
    /// A generator that starts at `seed`.
    #[must_use]
    pub fn new(seed: u64) -> SeededRandom {
        SeededRandom(AtomicU64::new(seed))
    }

    fn next(&self) -> u64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let value = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError> {
        for chunk in bytes.chunks_mut(8) {
            for (to, from) in chunk.iter_mut().zip(self.next().to_le_bytes()) {
                *to = from;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(seed: u64) -> [u8; 21] {
        let mut bytes = [0; 21];
        SeededRandom::new(seed).fill(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_seed_gives_the_same_bytes_again() {
        assert_eq!(bytes(7), bytes(7));
        assert_ne!(bytes(7), bytes(8));
    }

    #[test]
    fn it_is_split_mix_64() {
        // The first number the reference implementation (https://prng.di.unimi.it/splitmix64.c)
        // produces from state 0.
        assert_eq!(SeededRandom::new(0).next_u64(), Ok(0xe220_a839_7b1d_cdaf));
    }
}

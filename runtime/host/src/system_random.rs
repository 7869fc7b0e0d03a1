//! The operating system's randomness.

use crate::{Random, RandomError};

/// The operating system's generator (`getrandom` on Linux), suitable for keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError> {
        getrandom::fill(bytes).map_err(RandomError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fills_differ() {
        let mut fills = [[0; 32]; 2];
        for fill in &mut fills {
            SystemRandom.fill(fill).unwrap();
        }
        assert_ne!(fills[0], fills[1]);
    }
}

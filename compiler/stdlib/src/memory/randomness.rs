//! The random bytes of an execution.

use std::fmt;

use sha2::{Digest as _, Sha256};

/// The random bytes of an execution: the same seed gives the same bytes, and without the seed none
/// of them can be guessed from the others.
#[derive(Clone, Default)]
pub struct Randomness {
    seed: [u8; 32],
    drawn: u64,
}

impl Randomness {
    /// The bytes generated from a seed, which is itself random.
    #[must_use]
    pub fn new(seed: [u8; 32]) -> Randomness {
        Randomness { seed, drawn: 0 }
    }

    /// The randomness of one of several parts, derived from bytes generated for all of them: it
    /// does not depend on how many bytes the other parts request.
    #[must_use]
    pub fn of_part(drawn: [u8; 32], number: u64) -> Randomness {
        let mut of_all = Randomness {
            seed: drawn,
            drawn: number,
        };
        Randomness::new(of_all.draw())
    }

    /// Generates the next bytes.
    pub fn draw(&mut self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.seed);
        hash.update(self.drawn.to_le_bytes());
        self.drawn = self.drawn.wrapping_add(1);
        hash.finalize().into()
    }
}

impl fmt::Debug for Randomness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Randomness(***)")
    }
}

//! Request ids: unique, cheap, and safe to show to a client.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use flowright_host::{Random, RandomError};
use siphasher::sip::SipHasher13;

/// Generates the ids of one process.
///
/// An id consists of two halves of 64 bits. The first is a random start plus a count, scrambled by
/// a bijection (the finaliser of `SplitMix64`), so that a process never repeats an id. The second
/// is a keyed hash of the count, so that nobody can predict the next id from earlier ones, or
/// compute how many requests there were between two of them.
pub struct RequestIds {
    start: u64,
    key: SipHasher13,
    count: AtomicU64,
}

impl RequestIds {
    /// Uses its own random start and key.
    ///
    /// # Errors
    /// If there is no randomness.
    pub fn new(random: &dyn Random) -> Result<Self, RandomError> {
        Ok(Self {
            start: random.next_u64()?,
            key: SipHasher13::new_with_keys(random.next_u64()?, random.next_u64()?),
            count: AtomicU64::new(0),
        })
    }

    /// The next id.
    #[must_use]
    pub fn next(&self) -> RequestId {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let unique = scramble(self.start.wrapping_add(count));
        RequestId::from_halves(unique, self.key.hash(&count.to_le_bytes()))
    }
}

impl fmt::Debug for RequestIds {
    /// Omits the key: anyone who has it can predict future ids.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestIds").finish_non_exhaustive()
    }
}

/// The finaliser of `SplitMix64` (Steele, Lea, Flood 2014): every step is invertible, so distinct
/// inputs yield distinct outputs.
fn scramble(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// An id of 16 bytes, written as 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RequestId([u8; 32]);

impl RequestId {
    fn from_halves(first: u64, second: u64) -> Self {
        let mut text = [b'0'; 32];
        let words = [first >> 32, first, second >> 32, second];
        for (digits, word) in text.chunks_exact_mut(8).zip(words) {
            digits.copy_from_slice(&hexadecimal(word));
        }
        Self(text)
    }

    /// The id as text, without allocation.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The lower half of a word as eight hexadecimal digits, one per byte, computed all at once.
fn hexadecimal(word: u64) -> [u8; 8] {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let word = word & 0xffff_ffff;
    let word = (word | word << 16) & 0x0000_ffff_0000_ffff;
    let word = (word | word << 8) & 0x00ff_00ff_00ff_00ff;
    let digits = (word | word << 4) & (0xf * EACH);
    // Adding six to a digit above 9 carries into the next bit.
    let letters = (digits + 6 * EACH) >> 4 & EACH;
    let letter = u64::from(b'a' - b'0' - 10);
    (digits + u64::from(b'0') * EACH + letters * letter).to_be_bytes()
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use flowright_host::{SeededRandom, SystemRandom};

    use super::*;

    #[test]
    fn ids_are_unique_and_well_formed() {
        let ids = RequestIds::new(&SystemRandom).unwrap();
        let mut seen = HashSet::new();
        for _ in 0..10_000 {
            let id = ids.next();
            assert_eq!(id.as_str().len(), 32);
            assert!(
                id.as_str()
                    .bytes()
                    .all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase())
            );
            assert!(seen.insert(id));
        }
    }

    #[test]
    fn two_processes_do_not_share_ids() {
        let first = || RequestIds::new(&SystemRandom).unwrap().next();
        assert_ne!(first(), first());
    }

    #[test]
    fn the_randomness_decides_the_ids() {
        let ids = |seed| {
            let ids = RequestIds::new(&SeededRandom::new(seed)).unwrap();
            [ids.next(), ids.next()]
        };
        assert_eq!(ids(1), ids(1));
        assert_ne!(ids(1), ids(2));
    }

    #[test]
    fn the_bytes_are_written_in_order() {
        let id = RequestId::from_halves(0x0123_4567_89ab_cdef, 1);
        assert_eq!(id.to_string(), "0123456789abcdef0000000000000001");
    }
}

//! Decisions derived from bytes.

/// Bytes that determine what is generated; once they are used up, every decision is the first
/// choice.
pub(super) struct Source<'a> {
    bytes: &'a [u8],
}

impl<'a> Source<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Source<'a> {
        Source { bytes }
    }

    /// Whether all bytes are consumed.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The next byte.
    pub(super) fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => 0,
        }
    }

    /// A number below `limit`, which must not be 0.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        u32::from(self.byte()) % limit.max(1)
    }

    /// One of the choices.
    pub(super) fn pick<T: Copy>(&mut self, choices: &[T], fallback: T) -> T {
        let count = u32::try_from(choices.len()).unwrap_or(u32::MAX);
        let index = self.below(count);
        choices.get(index as usize).copied().unwrap_or(fallback)
    }

    /// Returns true with a probability of about one in `times`.
    pub(super) fn once_in(&mut self, times: u32) -> bool {
        self.below(times) == times - 1
    }

    /// A word, often a boundary value.
    pub(super) fn word(&mut self) -> u64 {
        let float = |value: f64| value.to_bits();
        match self.below(32) {
            0 => 0,
            1 => 1,
            2 => u64::MAX,
            3 => i64::MIN.cast_unsigned(),
            4 => i64::MAX.cast_unsigned(),
            5 => float(-0.0),
            6 => float(f64::MAX),
            7 => float(f64::MIN_POSITIVE),
            8 => float(f64::NAN),
            9 => float(f64::NEG_INFINITY),
            10 => float(0.1),
            11..20 => u64::from(self.byte()),
            20..26 => float(f64::from(self.byte()) - 128.0),
            _ => (0..8).fold(0, |word, _| (word << 8) | u64::from(self.byte())),
        }
    }
}

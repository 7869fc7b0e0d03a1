//! Decisions derived from bytes.

/// Bytes that determine what is generated; after the last byte, every decision is the first choice,
/// which is the simplest. Therefore any bytes produce a program, and fewer bytes produce a smaller
/// one.
pub struct Source<'a> {
    bytes: &'a [u8],
}

impl<'a> Source<'a> {
    /// Derives decisions from these bytes.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Source<'a> {
        Source { bytes }
    }

    /// Whether no bytes are left.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The next byte.
    pub(crate) fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => 0,
        }
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::from(self.byte()) % limit.max(1)
    }

    /// Whether to do something that happens about once in `times`, and never after the last byte.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// One of these; `None` if there are none.
    pub(crate) fn pick<'t, T>(&mut self, choices: &'t [T]) -> Option<&'t T> {
        let index = self.below(choices.len());
        choices.get(index)
    }

    /// Eight bytes as a number.
    fn word(&mut self) -> u64 {
        (0..8).fold(0, |word, _| (word << 8) | u64::from(self.byte()))
    }

    /// An int: most are small, some are at a boundary.
    pub(crate) fn int(&mut self) -> i64 {
        match self.below(16) {
            0 => 0,
            1 => 1,
            2 => -1,
            3 => i64::MAX,
            4 => i64::MIN + 1,
            5 => 1 << 31,
            6 => 4_611_686_018_427_387_904,
            7 => self.word().cast_signed() >> 1,
            8 => i64::from(self.byte()) + 180,
            _ => i64::from(self.byte()) % 12 - 3,
        }
    }

    /// A finite float.
    pub(crate) fn float(&mut self) -> f64 {
        let value = match self.below(12) {
            0 => 0.0,
            1 => 0.5,
            2 => -0.0,
            3 => 1e300,
            4 => -2.5e-7,
            5 => f64::MAX,
            6 => f64::MIN_POSITIVE,
            7 => f64::from_bits(self.word()),
            8 => 1e16,
            _ => f64::from(self.byte()) / 4.0 - 8.0,
        };
        if value.is_finite() { value } else { 1.25 }
    }

    /// The digits of a decimal: many are amounts of money, some have as many digits as possible.
    pub(crate) fn decimal(&mut self) -> String {
        const SPECIAL: &[&str] = &[
            "0",
            "9999999999999999999999999999",
            "-9999999999999999999999999999",
            "0.0000000000000000000000000001",
            "0.3333333333333333333333333333",
            "-0.5",
            "2.5",
            "12345678901234.56789012345678",
            "1.10",
        ];
        if self.once_in(4) {
            return self.pick(SPECIAL).copied().unwrap_or("0").to_owned();
        }
        let sign = if self.once_in(4) { "-" } else { "" };
        format!("{sign}{}.{:02}", self.byte(), self.byte() % 100)
    }

    /// A short text: often a text that others are compared with, or a text with characters that are
    /// special somewhere.
    pub(crate) fn text(&mut self) -> String {
        const WORDS: &[&str] = &[
            "",
            "a",
            "b",
            "ab",
            "a,b,,c",
            "Zoë",
            "straße",
            " a b ",
            "..",
            ".",
            "a/b",
            "a&b=<c>'\"",
            "x@y.zz",
            "\n",
            "🦀\t\\",
            "{",
            "}",
            "%2e",
            "?q=#",
            "null",
            "1.5",
            "-12e3",
            "true",
            "2026-03-29",
            "2026-10-25 02:30",
            "2026-10-25T02:30:00+01:00",
            "aa",
            "ABC",
            "ﬃ",
            "-",
            "\u{1}",
            "İ",
        ];
        let word = self.pick(WORDS).copied().unwrap_or_default();
        if self.once_in(6) {
            return format!("{word}{}", self.text_of_few());
        }
        word.to_owned()
    }

    fn text_of_few(&mut self) -> String {
        const LETTERS: &[char] = &[
            'a', 'b', 'A', ' ', ',', '.', '@', '/', 'ß', 'é', '\u{3000}', '&', '"', '-',
        ];
        let count = self.below(6);
        (0..count)
            .filter_map(|_| self.pick(LETTERS).copied())
            .collect()
    }
}

/// Pseudorandom bytes, deterministic for a seed: from 128 to 1,400 of them.
#[must_use]
pub fn bytes_of(seed: u64) -> Vec<u8> {
    // SplitMix64.
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    };
    let words = 16 + next() % 160;
    (0..words).flat_map(|_| next().to_le_bytes()).collect()
}

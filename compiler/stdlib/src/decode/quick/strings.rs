//! Strings.

use std::borrow::Cow;

use wide::u8x16;

use super::text::Text;
use super::unsure::Unsure;

/// A scanned string.
#[derive(Clone, Copy)]
pub(super) struct Found {
    /// The first byte after its opening quote.
    start: usize,
    /// The first byte after its closing quote.
    pub(super) end: usize,
    /// Whether it contains an escape. All escapes are well-formed.
    escaped: bool,
}

impl<'t> Text<'t> {
    /// Parses a string.
    #[inline(always)]
    pub(super) fn string(self, at: usize) -> Result<Found, Unsure> {
        if self.octet(at)? != b'"' {
            return Err(Unsure);
        }
        let start = at + 1;
        let stop = self.stop(start)?;
        if self.octet(stop)? == b'"' {
            return Ok(Found {
                start,
                end: stop + 1,
                escaped: false,
            });
        }
        Ok(Found {
            start,
            end: self.escaped(stop)?,
            escaped: true,
        })
    }

    /// Parses the rest of a string that has an escape or something invalid at `stop`.
    #[inline(never)]
    fn escaped(self, mut stop: usize) -> Result<usize, Unsure> {
        loop {
            match self.octet(stop)? {
                b'"' => return Ok(stop + 1),
                b'\\' => stop += escape(self.from(stop + 1))?,
                // A control character.
                _ => return Err(Unsure),
            }
            stop = self.stop(stop)?;
        }
    }

    /// The first byte that is not plain string content.
    #[inline(always)]
    fn stop(self, mut at: usize) -> Result<usize, Unsure> {
        while let Some(line) = self.from(at).first_chunk::<16>() {
            let marks = marks(*line);
            if marks != 0 {
                return Ok(at + marks.trailing_zeros() as usize);
            }
            at += 16;
        }
        self.stop_in_tail(at)
    }

    #[inline(never)]
    fn stop_in_tail(self, at: usize) -> Result<usize, Unsure> {
        let stops = |octet: &u8| matches!(octet, b'"' | b'\\' | 0..0x20);
        let found = self.from(at).iter().position(stops);
        found.map(|found| at + found).ok_or(Unsure)
    }

    /// The bytes between the quotes.
    #[inline]
    pub(super) fn inside(self, string: Found) -> &'t [u8] {
        self.between(string.start, string.end - 1)
    }

    /// The decoded content of a string.
    pub(super) fn says(self, string: Found) -> Result<Cow<'t, str>, Unsure> {
        let text = std::str::from_utf8(self.inside(string)).map_err(|_| Unsure)?;
        if !string.escaped {
            return Ok(Cow::Borrowed(text));
        }
        let quoted = format!("\"{text}\"");
        serde_json::from_str(&quoted)
            .map(Cow::Owned)
            .map_err(|_| Unsure)
    }
}

impl Found {
    pub(super) fn is_escaped(self) -> bool {
        self.escaped
    }
}

/// The length of an escape after its first backslash; for a surrogate pair, the length of both
/// escapes.
fn escape(rest: &[u8]) -> Result<usize, Unsure> {
    match rest {
        [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Ok(2),
        [b'u', rest @ ..] => match (unit(rest)?, rest.get(4..)) {
            (0xD800..0xDC00, Some([b'\\', b'u', rest @ ..])) => match unit(rest)? {
                0xDC00..0xE000 => Ok(12),
                _ => Err(Unsure),
            },
            (0xD800..0xE000, _) => Err(Unsure),
            _ => Ok(6),
        },
        _ => Err(Unsure),
    }
}

/// The UTF-16 unit that four hexadecimal digits stand for.
fn unit(digits: &[u8]) -> Result<u32, Unsure> {
    let digits = digits.first_chunk::<4>().ok_or(Unsure)?;
    digits.iter().try_fold(0, |unit, digit| {
        let digit = char::from(*digit).to_digit(16).ok_or(Unsure)?;
        Ok(unit << 4 | digit)
    })
}

/// One bit for each byte that is a quote, a backslash or a control character.
#[inline(always)]
fn marks(line: [u8; 16]) -> u32 {
    let line = u8x16::new(line);
    let control = line.min(u8x16::splat(0x1f)).simd_eq(line);
    let quote = line.simd_eq(u8x16::splat(b'"'));
    let backslash = line.simd_eq(u8x16::splat(b'\\'));
    (quote | backslash | control).to_bitmask()
}

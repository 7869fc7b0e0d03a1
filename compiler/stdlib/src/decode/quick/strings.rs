//! Strings.

use std::borrow::Cow;

use wide::u8x16;

use super::text::Text;
use super::unsure::Unsure;

/// A string that has been found.
#[derive(Clone, Copy)]
pub(super) struct Found {
    /// The first octet behind its opening quote.
    start: usize,
    /// The first octet behind its closing quote.
    pub(super) end: usize,
    /// Whether there is an escape in it. It is well-formed.
    escaped: bool,
}

impl<'t> Text<'t> {
    /// Takes a string.
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

    /// Takes the rest of a string that has an escape or something worse at `stop`.
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

    /// The first place that a string cannot simply hold.
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

    /// What stands between the quotes.
    #[inline]
    pub(super) fn inside(self, string: Found) -> &'t [u8] {
        self.between(string.start, string.end - 1)
    }

    /// What a string says.
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

/// The length of an escape, of which the backslash has been seen. That surrogates have their other halves is known.
fn escape(rest: &[u8]) -> Result<usize, Unsure> {
    match rest {
        [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Ok(2),
        [b'u', a, b, c, d, ..] if [a, b, c, d].iter().all(|octet| octet.is_ascii_hexdigit()) => {
            Ok(6)
        }
        _ => Err(Unsure),
    }
}

/// A bit for each octet that is a quote, a backslash or a control character.
#[inline(always)]
fn marks(line: [u8; 16]) -> u32 {
    let line = u8x16::new(line);
    let control = line.min(u8x16::splat(0x1f)).simd_eq(line);
    let quote = line.simd_eq(u8x16::splat(b'"'));
    let backslash = line.simd_eq(u8x16::splat(b'\\'));
    (quote | backslash | control).to_bitmask()
}

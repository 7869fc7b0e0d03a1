//! Strings.

use std::borrow::Cow;

use wide::u8x16;

use super::Unsure;
use super::cursor::Cursor;

impl<'t> Cursor<'t> {
    /// Takes the string at hand: what stands between its quotes, and whether there is an escape in it, which is well-formed.
    #[inline]
    pub(super) fn string(&mut self) -> Result<(&'t [u8], bool), Unsure> {
        if self.peek()? != b'"' {
            return Err(Unsure);
        }
        self.advance(1);
        let rest = self.rest();
        let end = stop(rest).ok_or(Unsure)?;
        match rest.get(end) {
            Some(b'"') => {
                self.advance(end + 1);
                Ok((rest.get(..end).unwrap_or_default(), false))
            }
            Some(b'\\') => self.escaped(end),
            _ => Err(Unsure),
        }
    }

    /// The same for one with an escape at `from`.
    fn escaped(&mut self, mut from: usize) -> Result<(&'t [u8], bool), Unsure> {
        let rest = self.rest();
        loop {
            match rest.get(from).ok_or(Unsure)? {
                b'"' => {
                    self.advance(from + 1);
                    return Ok((rest.get(..from).unwrap_or_default(), true));
                }
                b'\\' => from += escape(rest.get(from + 1..).unwrap_or_default())?,
                // A control character.
                _ => return Err(Unsure),
            }
            from += stop(rest.get(from..).unwrap_or_default()).ok_or(Unsure)?;
        }
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

/// What a string says.
pub(super) fn text<'t>(inside: &'t [u8], escaped: bool) -> Result<Cow<'t, str>, Unsure> {
    let text = std::str::from_utf8(inside).map_err(|_| Unsure)?;
    if !escaped {
        return Ok(Cow::Borrowed(text));
    }
    let quoted = format!("\"{text}\"");
    serde_json::from_str(&quoted)
        .map(Cow::Owned)
        .map_err(|_| Unsure)
}

/// How many octets stand before the first one that a string cannot simply hold.
#[inline]
fn stop(octets: &[u8]) -> Option<usize> {
    let (lines, tail) = octets.as_chunks::<16>();
    for (index, line) in lines.iter().enumerate() {
        let marks = marks(*line);
        if marks != 0 {
            return Some(index * 16 + marks.trailing_zeros() as usize);
        }
    }
    let at = tail
        .iter()
        .position(|octet| matches!(octet, b'"' | b'\\' | 0..0x20))?;
    Some(lines.len() * 16 + at)
}

/// A bit for each octet that is a quote, a backslash or a control character.
#[inline]
fn marks(line: [u8; 16]) -> u32 {
    let line = u8x16::new(line);
    let control = line.min(u8x16::splat(0x1f)).simd_eq(line);
    let quote = line.simd_eq(u8x16::splat(b'"'));
    let backslash = line.simd_eq(u8x16::splat(b'\\'));
    (quote | backslash | control).to_bitmask()
}

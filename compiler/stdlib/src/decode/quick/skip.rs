//! Values that are skipped.

use super::text::Text;
use super::unsure::Unsure;
use crate::decode::Problem;

/// The open lists and objects, the innermost in the lowest bit; 1 means an object.
#[derive(Default)]
struct Open {
    kinds: u128,
    depth: usize,
}

const _: () = assert!(Problem::MAX_DEPTH <= u128::BITS as usize);

impl Open {
    /// Succeeds if one more list or object may be open.
    #[inline]
    fn check(&self, room: usize) -> Result<(), Unsure> {
        if self.depth < room {
            Ok(())
        } else {
            Err(Unsure)
        }
    }

    #[inline]
    fn push(&mut self, object: bool) {
        self.kinds = self.kinds << 1 | u128::from(object);
        self.depth += 1;
    }

    #[inline]
    fn pop(&mut self) {
        self.kinds >>= 1;
        self.depth -= 1;
    }

    #[inline]
    fn is_object(&self) -> bool {
        self.kinds & 1 != 0
    }
}

impl Text<'_> {
    /// Skips a value, but checks that it is valid JSON.
    pub(super) fn skip(self, at: usize) -> Result<usize, Unsure> {
        // Most values are strings, and most of these strings are not in a list or object.
        let (first, at) = self.token(at)?;
        if first == b'"' {
            return Ok(self.string(at)?.end);
        }
        self.skip_other(first, at)
    }

    fn skip_other(self, mut first: u8, mut at: usize) -> Result<usize, Unsure> {
        let mut open = Open::default();
        loop {
            at = match first {
                b'"' => self.string(at)?.end,
                b'-' | b'0'..=b'9' => self.number(at)?,
                b't' => self.word(b"true", at)?,
                b'f' => self.word(b"false", at)?,
                b'n' => self.word(b"null", at)?,
                b'[' => {
                    open.check(self.room)?;
                    let (next, place) = self.token(at + 1)?;
                    if next != b']' {
                        open.push(false);
                        (first, at) = (next, place);
                        continue;
                    }
                    place + 1
                }
                b'{' => {
                    open.check(self.room)?;
                    let (next, place) = self.token(at + 1)?;
                    if next != b'}' {
                        open.push(true);
                        (first, at) = self.token(self.name(place)?)?;
                        continue;
                    }
                    place + 1
                }
                _ => return Err(Unsure),
            };
            // Handles the closing brackets after the value, and the start of the next value.
            loop {
                if open.depth == 0 {
                    return Ok(at);
                }
                let (next, place) = self.token(at)?;
                at = place + 1;
                match (next, open.is_object()) {
                    (b',', true) => at = self.name(self.token(at)?.1)?,
                    (b',', false) => {}
                    (b']', false) | (b'}', true) => {
                        open.pop();
                        continue;
                    }
                    _ => return Err(Unsure),
                }
                (first, at) = self.token(at)?;
                break;
            }
        }
    }

    /// Skips a name and its colon.
    #[inline(always)]
    fn name(self, at: usize) -> Result<usize, Unsure> {
        self.take(b':', self.string(at)?.end)
    }
}

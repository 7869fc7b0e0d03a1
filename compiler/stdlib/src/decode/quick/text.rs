//! A JSON text, and its smaller tokens.

use super::unsure::Unsure;
use crate::decode::Problem;

/// A JSON text.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    json: &'t [u8],
    /// How many more lists and objects may be open.
    pub(super) room: usize,
}

impl<'t> Text<'t> {
    pub(super) fn new(json: &'t [u8]) -> Text<'t> {
        Text {
            json,
            room: Problem::MAX_DEPTH,
        }
    }

    /// The same text for reading the content of a list or object: one fewer may be open.
    #[inline]
    pub(super) fn inner(self) -> Result<Text<'t>, Unsure> {
        let room = self.room.checked_sub(1).ok_or(Unsure)?;
        Ok(Text { room, ..self })
    }

    /// The bytes between two positions.
    #[inline]
    pub(super) fn between(self, start: usize, end: usize) -> &'t [u8] {
        self.json.get(start..end).unwrap_or_default()
    }

    /// The bytes from a position to the end.
    #[inline]
    pub(super) fn from(self, start: usize) -> &'t [u8] {
        self.json.get(start..).unwrap_or_default()
    }

    #[inline]
    pub(super) fn octet(self, at: usize) -> Result<u8, Unsure> {
        self.json.get(at).copied().ok_or(Unsure)
    }

    /// The next byte that is not white space, and its position.
    #[inline]
    pub(super) fn token(self, mut at: usize) -> Result<(u8, usize), Unsure> {
        loop {
            match self.octet(at)? {
                b' ' | b'\n' | b'\r' | b'\t' => at += 1,
                octet => return Ok((octet, at)),
            }
        }
    }

    /// Consumes this byte, after white space.
    #[inline]
    pub(super) fn take(self, octet: u8, at: usize) -> Result<usize, Unsure> {
        match self.token(at)? {
            (found, at) if found == octet => Ok(at + 1),
            _ => Err(Unsure),
        }
    }

    /// Consumes this word.
    #[inline]
    pub(super) fn word(self, word: &[u8], at: usize) -> Result<usize, Unsure> {
        if self.from(at).starts_with(word) {
            Ok(at + word.len())
        } else {
            Err(Unsure)
        }
    }

    /// Consumes a number.
    pub(super) fn number(self, mut at: usize) -> Result<usize, Unsure> {
        if self.octet(at)? == b'-' {
            at += 1;
        }
        // A leading zero must be the only digit of the integer part (RFC 8259, 6).
        at = match self.octet(at)? {
            b'0' => at + 1,
            b'1'..=b'9' => self.digits(at)?,
            _ => return Err(Unsure),
        };
        if self.octet(at) == Ok(b'.') {
            at = self.digits(at + 1)?;
        }
        if matches!(self.octet(at), Ok(b'e' | b'E')) {
            at += 1;
            if matches!(self.octet(at), Ok(b'+' | b'-')) {
                at += 1;
            }
            at = self.digits(at)?;
        }
        Ok(at)
    }

    /// Consumes one or more digits.
    #[inline]
    fn digits(self, start: usize) -> Result<usize, Unsure> {
        let digits = self.from(start).iter();
        match digits.take_while(|octet| octet.is_ascii_digit()).count() {
            0 => Err(Unsure),
            count => Ok(start + count),
        }
    }

    /// Succeeds if only white space is left.
    pub(super) fn end(self, at: usize) -> Result<(), Unsure> {
        match self.token(at) {
            Ok(_) => Err(Unsure),
            Err(Unsure) => Ok(()),
        }
    }
}

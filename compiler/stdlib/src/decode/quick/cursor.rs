//! A place in a JSON text.

use super::Unsure;

/// A place in a JSON text.
pub(super) struct Cursor<'t> {
    json: &'t [u8],
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(json: &'t [u8]) -> Cursor<'t> {
        Cursor { json, at: 0 }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn from(&self, start: usize) -> &'t [u8] {
        self.json.get(start..self.at).unwrap_or_default()
    }

    /// What is left.
    #[inline]
    pub(super) fn rest(&self) -> &'t [u8] {
        self.json.get(self.at..).unwrap_or_default()
    }

    #[inline]
    pub(super) fn advance(&mut self, octets: usize) {
        self.at += octets;
    }

    /// The octet at hand, without taking it.
    #[inline]
    pub(super) fn peek(&self) -> Result<u8, Unsure> {
        self.json.get(self.at).copied().ok_or(Unsure)
    }

    /// The next octet that is no white space, without taking it.
    #[inline]
    pub(super) fn token(&mut self) -> Result<u8, Unsure> {
        loop {
            match self.peek()? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                octet => return Ok(octet),
            }
        }
    }

    /// Takes this octet, after white space.
    #[inline]
    pub(super) fn expect(&mut self, octet: u8) -> Result<(), Unsure> {
        if self.token()? != octet {
            return Err(Unsure);
        }
        self.at += 1;
        Ok(())
    }

    /// Takes this word at hand.
    pub(super) fn word(&mut self, word: &[u8]) -> Result<(), Unsure> {
        if !self.rest().starts_with(word) {
            return Err(Unsure);
        }
        self.at += word.len();
        Ok(())
    }

    /// Takes the number at hand: its octets, and whether it has neither fraction nor exponent.
    pub(super) fn number(&mut self) -> Result<(&'t [u8], bool), Unsure> {
        let start = self.at;
        if self.peek()? == b'-' {
            self.at += 1;
        }
        // A zero stands alone (RFC 8259, 6).
        match self.peek()? {
            b'0' => self.at += 1,
            b'1'..=b'9' => self.digits()?,
            _ => return Err(Unsure),
        }
        let mut whole = true;
        if self.peek() == Ok(b'.') {
            whole = false;
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Ok(b'e' | b'E')) {
            whole = false;
            self.at += 1;
            if matches!(self.peek(), Ok(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok((self.from(start), whole))
    }

    /// Takes one digit or more.
    fn digits(&mut self) -> Result<(), Unsure> {
        let start = self.at;
        while matches!(self.peek(), Ok(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start {
            Err(Unsure)
        } else {
            Ok(())
        }
    }

    /// Nothing but white space is left.
    pub(super) fn end(&mut self) -> Result<(), Unsure> {
        match self.token() {
            Ok(_) => Err(Unsure),
            Err(Unsure) => Ok(()),
        }
    }
}

//! The writing side: from single values to bytes.

use super::error::CodecError;
use super::format::{FORMAT, MAX_DEPTH, zigzag};
use crate::decimal::Decimal;

/// The initial capacity in bytes: enough for a typical request or row, so that one allocation
/// suffices.
const FIRST: usize = 256;

/// An encoding that is being written.
pub struct Encoder {
    out: Vec<u8>,
    limit: usize,
    depth: usize,
}

impl Encoder {
    /// An encoder that writes at most `limit` bytes.
    #[must_use]
    pub fn new(limit: usize) -> Encoder {
        let mut out = Vec::with_capacity(limit.min(FIRST));
        out.push(FORMAT);
        Encoder {
            out,
            limit,
            depth: 0,
        }
    }

    /// The bytes written.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.out
    }

    /// Writes a byte, such as the tag of a variant.
    ///
    /// # Errors
    /// `TooLarge` beyond the limit; the same applies to all methods that write.
    pub fn octet(&mut self, octet: u8) -> Result<(), CodecError> {
        self.raw(&[octet])
    }

    /// Writes a bool.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet).
    pub fn bool(&mut self, value: bool) -> Result<(), CodecError> {
        self.octet(u8::from(value))
    }

    /// Writes an unsigned integer.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet).
    pub fn unsigned(&mut self, value: u64) -> Result<(), CodecError> {
        let mut octets = [0_u8; 10];
        let mut rest = value;
        let mut length = 0;
        for octet in &mut octets {
            length += 1;
            *octet = rest.to_le_bytes()[0] & 0x7f;
            rest >>= 7;
            if rest == 0 {
                break;
            }
            *octet |= 0x80;
        }
        self.raw(octets.get(..length).unwrap_or_default())
    }

    /// Writes an int.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet).
    pub fn int(&mut self, value: i64) -> Result<(), CodecError> {
        self.unsigned(zigzag(value))
    }

    /// Writes a float.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet), and `NotFinite`.
    pub fn float(&mut self, value: f64) -> Result<(), CodecError> {
        if !value.is_finite() {
            return Err(CodecError::NotFinite);
        }
        self.raw(&value.to_bits().to_le_bytes())
    }

    /// Writes a decimal.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet).
    pub fn decimal(&mut self, value: Decimal) -> Result<(), CodecError> {
        let words = value.words();
        words
            .iter()
            .try_for_each(|word| self.raw(&word.to_le_bytes()))
    }

    /// Writes bytes preceded by their number.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet).
    pub fn octets(&mut self, octets: &[u8]) -> Result<(), CodecError> {
        self.unsigned(octets.len() as u64)?;
        self.raw(octets)
    }

    /// Writes a text preceded by its length.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet).
    pub fn text(&mut self, text: &str) -> Result<(), CodecError> {
        self.octets(text.as_bytes())
    }

    /// Writes the placeholder of a secret, and nothing of the secret itself.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet).
    pub fn hole(&mut self) -> Result<(), CodecError> {
        self.octet(0)
    }

    /// Writes the content of a value that may be nested to any depth, enforcing the depth limit.
    ///
    /// # Errors
    /// The errors of `write`, and `TooDeep`.
    pub fn nested(
        &mut self,
        write: impl FnOnce(&mut Encoder) -> Result<(), CodecError>,
    ) -> Result<(), CodecError> {
        if self.depth == MAX_DEPTH {
            return Err(CodecError::TooDeep);
        }
        self.depth += 1;
        let written = write(self);
        self.depth -= 1;
        written
    }

    /// Writes raw bytes.
    pub(super) fn raw(&mut self, octets: &[u8]) -> Result<(), CodecError> {
        if octets.len() > self.limit.saturating_sub(self.out.len()) {
            return Err(CodecError::TooLarge { limit: self.limit });
        }
        self.out.extend_from_slice(octets);
        Ok(())
    }
}

//! The reading side: from bytes to single values.

use super::error::CodecError;
use super::format::{FORMAT, MAX_DEPTH, unzigzag};
use crate::decimal::Decimal;

/// An encoding that is being decoded.
pub struct Decoder<'o> {
    octets: &'o [u8],
    at: usize,
    depth: usize,
}

impl<'o> Decoder<'o> {
    /// Starts reading what an [`Encoder`](super::Encoder) has written.
    ///
    /// # Errors
    /// `Format` if it has another format.
    pub fn new(octets: &'o [u8]) -> Result<Decoder<'o>, CodecError> {
        let mut decoder = Decoder {
            octets,
            at: 0,
            depth: 0,
        };
        match decoder.octet()? {
            FORMAT => Ok(decoder),
            found => Err(CodecError::Format { found }),
        }
    }

    /// Finishes reading.
    ///
    /// # Errors
    /// `Trailing` if bytes are left.
    pub fn finish(self) -> Result<(), CodecError> {
        match self.left() {
            0 => Ok(()),
            octets => Err(CodecError::Trailing { octets }),
        }
    }

    /// The number of bytes read so far.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The number of bytes left.
    #[must_use]
    pub fn left(&self) -> usize {
        self.octets.len().saturating_sub(self.at)
    }

    /// Reads a byte.
    ///
    /// # Errors
    /// `Truncated` if none is left; the same applies to all methods that read.
    pub fn octet(&mut self) -> Result<u8, CodecError> {
        let [octet] = self.array()?;
        Ok(octet)
    }

    /// Reads a bool.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet), and `Tag`.
    pub fn bool(&mut self) -> Result<bool, CodecError> {
        let at = self.at;
        match self.octet()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(CodecError::Tag { at }),
        }
    }

    /// Reads an unsigned integer.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet), and `Integer`.
    pub fn unsigned(&mut self) -> Result<u64, CodecError> {
        let at = self.at;
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let octet = self.octet()?;
            let bits = u64::from(octet & 0x7f);
            // The tenth byte has room for one bit, and the last byte is not zero: each number has
            // only one encoding.
            let superfluous = octet == 0 && shift > 0;
            if superfluous || bits << shift >> shift != bits {
                break;
            }
            value |= bits << shift;
            if octet < 0x80 {
                return Ok(value);
            }
        }
        Err(CodecError::Integer { at })
    }

    /// Reads an int.
    ///
    /// # Errors
    /// As for [`unsigned`](Self::unsigned).
    pub fn int(&mut self) -> Result<i64, CodecError> {
        Ok(unzigzag(self.unsigned()?))
    }

    /// Reads a float.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet), and `NotFinite`.
    pub fn float(&mut self) -> Result<f64, CodecError> {
        let value = f64::from_bits(u64::from_le_bytes(self.array()?));
        if !value.is_finite() {
            return Err(CodecError::NotFinite);
        }
        Ok(value)
    }

    /// Reads a decimal.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet), and `NotDecimal`.
    pub fn decimal(&mut self) -> Result<Decimal, CodecError> {
        let at = self.at();
        let words = [self.array()?, self.array()?].map(u64::from_le_bytes);
        Decimal::from_words(words).ok_or(CodecError::NotDecimal { at })
    }

    /// Reads bytes preceded by their number.
    ///
    /// # Errors
    /// As for [`unsigned`](Self::unsigned).
    pub fn octets(&mut self) -> Result<&'o [u8], CodecError> {
        let length = self.unsigned()?;
        self.raw(length)
    }

    /// Reads a text preceded by its length.
    ///
    /// # Errors
    /// As for [`unsigned`](Self::unsigned), and `NotUtf8`.
    pub fn text(&mut self) -> Result<&'o str, CodecError> {
        let length = self.unsigned()?;
        self.raw_text(length)
    }

    /// Reads the number of items that follow, each of which takes at least one byte.
    ///
    /// # Errors
    /// As for [`unsigned`](Self::unsigned); `Truncated` if fewer bytes are left.
    pub fn count(&mut self) -> Result<usize, CodecError> {
        let count = self.unsigned()?;
        self.fitting(count)
    }

    /// Reads the placeholder of a secret.
    ///
    /// # Errors
    /// As for [`octet`](Self::octet), and `Tag`.
    pub fn hole(&mut self) -> Result<(), CodecError> {
        let at = self.at;
        match self.octet()? {
            0 => Ok(()),
            _ => Err(CodecError::Tag { at }),
        }
    }

    /// Reads the content of a value that may be nested to any depth, enforcing the depth limit.
    ///
    /// # Errors
    /// The errors of `read`, and `TooDeep`.
    pub fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Decoder<'o>) -> Result<T, CodecError>,
    ) -> Result<T, CodecError> {
        if self.depth == MAX_DEPTH {
            return Err(CodecError::TooDeep);
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// Reads `length` raw bytes.
    pub(super) fn raw(&mut self, length: u64) -> Result<&'o [u8], CodecError> {
        let length = self.fitting(length)?;
        let octets = self
            .octets
            .get(self.at..)
            .and_then(|rest| rest.get(..length));
        self.at = self.at.saturating_add(length);
        octets.ok_or(CodecError::Truncated { at: self.at })
    }

    /// Reads `length` bytes as text.
    pub(super) fn raw_text(&mut self, length: u64) -> Result<&'o str, CodecError> {
        let at = self.at;
        std::str::from_utf8(self.raw(length)?).map_err(|_| CodecError::NotUtf8 { at })
    }

    /// The number, if at least that many bytes are left.
    pub(super) fn fitting(&self, count: u64) -> Result<usize, CodecError> {
        match usize::try_from(count) {
            Ok(count) if count <= self.left() => Ok(count),
            _ => Err(CodecError::Truncated {
                at: self.octets.len(),
            }),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], CodecError> {
        let rest = self.octets.get(self.at..).unwrap_or_default();
        let array = rest.first_chunk::<N>().ok_or(CodecError::Truncated {
            at: self.octets.len(),
        })?;
        self.at += N;
        Ok(*array)
    }
}

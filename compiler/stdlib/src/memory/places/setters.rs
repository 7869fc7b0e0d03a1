//! Single values, written to their places.

use super::Place;
use crate::calendar::DAYS;
use crate::decimal::Decimal;
use crate::decode::without_bom;
use crate::failure::{Failure, FailureCode};
use crate::types::Type;

impl Place<'_> {
    /// Writes null.
    ///
    /// # Errors
    /// `internal` if the type does not include null; all setters here fail in the same way for
    /// other types.
    pub fn null(&mut self) -> Result<(), Failure> {
        match self.ty {
            Type::Null => Ok(()),
            Type::Optional(_) => self.put([0]),
            _ => Err(self.mismatch("null")),
        }
    }

    /// Writes a bool.
    ///
    /// # Errors
    /// As for [`null`](Self::null).
    pub fn bool(&mut self, value: bool) -> Result<(), Failure> {
        match self.ty {
            Type::Bool => self.put([u64::from(value)]),
            _ => Err(self.mismatch("bool")),
        }
    }

    /// Writes an int.
    ///
    /// # Errors
    /// As for [`null`](Self::null).
    pub fn int(&mut self, value: i64) -> Result<(), Failure> {
        match self.ty {
            Type::Int => self.put([value.cast_unsigned()]),
            _ => Err(self.mismatch("int")),
        }
    }

    /// Writes a float.
    ///
    /// # Errors
    /// As for [`null`](Self::null), and `overflow` if it is not finite.
    pub fn float(&mut self, value: f64) -> Result<(), Failure> {
        match self.ty {
            Type::Float if value.is_finite() => self.put([value.to_bits()]),
            Type::Float => Err(Failure::new(
                FailureCode::Overflow,
                "a float that is not finite",
            )),
            _ => Err(self.mismatch("float")),
        }
    }

    /// Writes a decimal.
    ///
    /// # Errors
    /// As for [`null`](Self::null).
    pub fn decimal(&mut self, value: Decimal) -> Result<(), Failure> {
        match self.ty {
            Type::Decimal => self.put(value.words()),
            _ => Err(self.mismatch("decimal")),
        }
    }

    /// Writes a time: microseconds since 1970.
    ///
    /// # Errors
    /// As for [`null`](Self::null).
    pub fn time(&mut self, microseconds: i64) -> Result<(), Failure> {
        match self.ty {
            Type::Time => self.put([microseconds.cast_unsigned()]),
            _ => Err(self.mismatch("time")),
        }
    }

    /// Writes a date: days since 1970.
    ///
    /// # Errors
    /// As for [`null`](Self::null), and `out_of_range` outside of the years 0 to 9999.
    pub fn date(&mut self, days: i64) -> Result<(), Failure> {
        match self.ty {
            Type::Date if DAYS.contains(&days) => self.put([days.cast_unsigned()]),
            Type::Date => Err(Failure::new(
                FailureCode::OutOfRange,
                "a date outside of the years 0 to 9999",
            )),
            _ => Err(self.mismatch("date")),
        }
    }

    /// Writes a duration, in microseconds.
    ///
    /// # Errors
    /// As for [`null`](Self::null).
    pub fn duration(&mut self, microseconds: i64) -> Result<(), Failure> {
        match self.ty {
            Type::Duration => self.put([microseconds.cast_unsigned()]),
            _ => Err(self.mismatch("duration")),
        }
    }

    /// Writes a text, or a text of a closed union. JSON is not written this way but
    /// [parsed](Self::json).
    ///
    /// # Errors
    /// As for [`null`](Self::null), also for a text that is not in the union; `too_large` at the
    /// arena's limit.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        match self.ty {
            Type::Text => self.copy(text.as_bytes()),
            Type::Literals(texts) if texts.contains(text) => self.copy(text.as_bytes()),
            _ => Err(self.mismatch("text")),
        }
    }

    /// Writes a secret.
    ///
    /// # Errors
    /// As for [`null`](Self::null); `too_large` at the arena's limit.
    pub fn secret(&mut self, text: &str) -> Result<(), Failure> {
        match self.ty {
            Type::Secret => self.copy(text.as_bytes()),
            _ => Err(self.mismatch("secret")),
        }
    }

    /// Writes bytes.
    ///
    /// # Errors
    /// As for [`null`](Self::null); `too_large` at the arena's limit.
    pub fn bytes(&mut self, octets: &[u8]) -> Result<(), Failure> {
        match self.ty {
            Type::Bytes => self.copy(octets),
            _ => Err(self.mismatch("bytes")),
        }
    }

    /// Writes headers: names and values.
    ///
    /// # Errors
    /// As for [`null`](Self::null); `too_large` at the arena's limit.
    pub fn headers<'h>(
        &mut self,
        headers: impl IntoIterator<Item = (&'h str, &'h str)>,
    ) -> Result<(), Failure> {
        if *self.ty != Type::Headers {
            return Err(self.mismatch("headers"));
        }
        let words = self.context.allocate_headers(headers)?;
        self.put(words)
    }

    /// Points to the body that the context holds, without copying: a value of type bytes, or of
    /// type text without a byte order mark.
    ///
    /// # Errors
    /// As for [`null`](Self::null), and `decode` for a text that is not UTF-8.
    pub fn body(&mut self) -> Result<(), Failure> {
        let [address, length] = self.context.body_words();
        match self.ty {
            Type::Bytes => self.put([address, length]),
            Type::Text => {
                let body = self.context.body();
                let text = without_bom(body);
                if std::str::from_utf8(text).is_err() {
                    let message = "the body is not UTF-8 text";
                    return Err(Failure::new(FailureCode::Decode, message));
                }
                let (kept, dropped) = (text.len() as u64, (body.len() - text.len()) as u64);
                self.put([address + dropped, kept])
            }
            _ => Err(self.mismatch("body")),
        }
    }
}

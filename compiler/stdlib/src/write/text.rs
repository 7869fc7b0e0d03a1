//! Scalars as text: in interpolations, in `to_text()`, in JSON.

use std::io::Write;

use super::{date, duration, time};
use crate::decimal::Decimal;
use crate::failure::Failure;

/// A type whose values have a text form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextKind {
    /// `true` or `false`.
    Bool,
    /// Decimal digits.
    Int,
    /// The fewest digits that read back as the same float.
    Float,
    /// RFC 3339 in UTC with microseconds.
    Time,
    /// ISO 8601: year, month and day.
    Date,
    /// ISO 8601 in hours, minutes and seconds.
    Duration,
}

/// Writes the value in `word` as text.
///
/// # Errors
/// `out_of_range` for a time or a date outside the years 0 to 9999.
pub fn text_of(out: &mut Vec<u8>, kind: TextKind, word: u64) -> Result<(), Failure> {
    match kind {
        TextKind::Bool => out.extend_from_slice(if word != 0 { b"true" } else { b"false" }),
        TextKind::Int => {
            out.extend_from_slice(itoa::Buffer::new().format(word.cast_signed()).as_bytes());
        }
        TextKind::Float => {
            let mut digits = zmij::Buffer::new();
            out.extend_from_slice(digits.format(f64::from_bits(word)).as_bytes());
        }
        TextKind::Time => return time(out, word.cast_signed()),
        TextKind::Date => return date(out, word.cast_signed()),
        TextKind::Duration => duration(out, word.cast_signed()),
    }
    Ok(())
}

/// The text of the value in `word`.
///
/// # Errors
/// As for [`text_of`].
pub fn string_of(kind: TextKind, word: u64) -> Result<String, Failure> {
    let mut text = Vec::new();
    text_of(&mut text, kind, word)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Writes a decimal with all its digits.
pub fn decimal(out: &mut Vec<u8>, value: Decimal) {
    // Writing to memory does not fail.
    write!(out, "{value}").unwrap_or_default();
}

//! Conversion of decimals from and to text.

use std::fmt;

use super::{Decimal, LIMIT, MOST_DIGITS};

/// Larger exponents are not distinguished: no such number is a decimal, except zero.
const MOST_EXPONENT: i64 = 1_000_000_000;

/// The digits read so far.
#[derive(Default)]
struct Digits {
    /// All digits up to the last one that is not zero.
    number: u128,
    /// The zeros since then.
    zeros: u32,
    /// The number of digits after the point.
    fraction: i64,
}

impl Decimal {
    /// Reads a number as JSON writes it; `None` if the text is not a number, or if the number is
    /// not exactly a decimal.
    #[must_use]
    pub fn parse(text: &str) -> Option<Decimal> {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(text) => (true, text),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some((whole, fraction)) => (whole, fraction),
            None => (mantissa, ""),
        };
        if whole.is_empty() || (whole.len() > 1 && whole.starts_with('0')) {
            return None;
        }
        let mut digits = Digits::default();
        for byte in whole.bytes() {
            digits.push(byte)?;
        }
        for byte in fraction.bytes() {
            digits.push(byte)?;
            digits.fraction = digits.fraction.saturating_add(1);
        }
        digits.scaled(is_negative, exponent)
    }

    /// Its text with exactly `digits` digits after the point; it must not have more digits than
    /// that.
    #[must_use]
    pub fn with_fraction(self, digits: u32) -> String {
        let mut text = self.to_string();
        let missing = digits.saturating_sub(self.scale);
        if missing > 0 && self.scale == 0 {
            text.push('.');
        }
        text.extend(std::iter::repeat_n('0', missing as usize));
        text
    }
}

impl Digits {
    fn push(&mut self, byte: u8) -> Option<()> {
        let digit = match byte {
            b'0' => {
                self.zeros = self.zeros.saturating_add(1);
                return Some(());
            }
            b'1'..=b'9' => u128::from(byte - b'0'),
            _ => return None,
        };
        let by = match self.number {
            // Zeros before the first digit have no effect.
            0 => 1,
            _ => 10_u128.checked_pow(self.zeros.checked_add(1)?)?,
        };
        let number = self.number.checked_mul(by)?.checked_add(digit)?;
        if number >= LIMIT {
            return None;
        }
        (self.number, self.zeros) = (number, 0);
        Some(())
    }

    /// The decimal with these digits, times a power of ten.
    fn scaled(self, is_negative: bool, exponent: i64) -> Option<Decimal> {
        if self.number == 0 {
            return Some(Decimal::ZERO);
        }
        let exponent = exponent + i64::from(self.zeros) - self.fraction;
        let (digits, scale) = match u32::try_from(exponent) {
            Ok(more) => (self.number.checked_mul(10_u128.checked_pow(more)?)?, 0),
            Err(_) => (self.number, u32::try_from(-exponent).ok()?),
        };
        let fits = digits < LIMIT && scale <= MOST_DIGITS;
        fits.then(|| Decimal::canonical(is_negative, digits, scale))
    }
}

fn read_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let exponent = digits.parse().unwrap_or(MOST_EXPONENT).min(MOST_EXPONENT);
    Some(if text.starts_with('-') {
        -exponent
    } else {
        exponent
    })
}

/// All its digits, without an exponent: `-12.5`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative { "-" } else { "" };
        if self.scale == 0 {
            return write!(f, "{sign}{}", self.digits);
        }
        let unit = 10_u128.pow(self.scale);
        let (whole, fraction) = (self.digits / unit, self.digits % unit);
        let width = self.scale as usize;
        write!(f, "{sign}{whole}.{fraction:0>width$}")
    }
}

//! Decimals as multiples of 10^-28, which every decimal is.

use std::fmt;

use num_bigint::{BigInt, Sign};

/// The number of digits after the point of the smallest decimal, and the maximum number of digits
/// of any decimal.
const MOST: u32 = 28;

/// A decimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(BigInt);

impl Exact {
    /// An int.
    #[must_use]
    pub fn int(value: i64) -> Exact {
        Exact(BigInt::from(value) * power(MOST))
    }

    /// A number in the form of JSON; `None` if it has too many digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Exact> {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: BigInt = format!("{whole}{fraction}").parse().ok()?;
        if digits == BigInt::from(0) {
            return Some(Exact(digits));
        }
        let exponent: i64 = exponent.parse().ok()?;
        let shift = exponent + i64::from(MOST) - i64::try_from(fraction.len()).ok()?;
        let units = if (0..1_000).contains(&shift) {
            digits * power(u32::try_from(shift).ok()?)
        } else if (-1_000..0).contains(&shift) {
            let by = power(u32::try_from(-shift).ok()?);
            if &digits % &by != BigInt::from(0) {
                return None;
            }
            digits / by
        } else {
            return None;
        };
        // It has at most 28 digits if the nearest number with that many digits is the number
        // itself.
        Exact::nearest(&units, &power(MOST)).filter(|nearest| nearest.0 == units)
    }

    /// The decimal nearest to a fraction, half to even; `None` if it has too many digits before the
    /// point.
    fn nearest(number: &BigInt, by: &BigInt) -> Option<Exact> {
        for scale in (0..=MOST).rev() {
            let scaled = number * power(scale);
            let digits = divided(&scaled, by, true);
            if digits.magnitude() < power(MOST).magnitude() {
                return Some(Exact(digits * power(MOST - scale)));
            }
        }
        None
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Exact) -> Option<Exact> {
        Exact::nearest(&(&self.0 + &other.0), &power(MOST))
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Exact) -> Option<Exact> {
        Exact::nearest(&(&self.0 * &other.0), &power(2 * MOST))
    }

    /// The quotient; the divisor is not zero.
    #[must_use]
    pub fn divided_by(&self, other: &Exact) -> Option<Exact> {
        Exact::nearest(&self.0, &other.0)
    }

    /// The remainder, with the sign of the left side; the divisor is not zero.
    #[must_use]
    pub fn remainder_by(&self, other: &Exact) -> Option<Exact> {
        Exact::nearest(&(&self.0 % &other.0), &power(MOST))
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negated(&self) -> Exact {
        Exact(-&self.0)
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(&self) -> Exact {
        Exact(self.0.magnitude().clone().into())
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.sign() == Sign::NoSign
    }

    /// Rounded to that many digits after the point; halves are rounded to an even digit or away
    /// from zero.
    #[must_use]
    pub fn rounded(&self, digits: u32, to_even: bool) -> Exact {
        let unit = power(MOST - digits);
        Exact(divided(&self.0, &unit, to_even) * unit)
    }

    /// The next int below, or above.
    #[must_use]
    pub fn whole(&self, above: bool) -> Option<i64> {
        let unit = power(MOST);
        let mut whole = &self.0 / &unit;
        let rest = &self.0 - &whole * &unit;
        if above && rest.sign() == Sign::Plus {
            whole += 1;
        }
        if !above && rest.sign() == Sign::Minus {
            whole -= 1;
        }
        i64::try_from(whole).ok()
    }

    /// The text with exactly that many digits after the point, rounded to them.
    #[must_use]
    pub fn with_fraction(&self, digits: u32) -> String {
        let unit = power(MOST - digits);
        let all = (&self.0 / unit).magnitude().to_string();
        let digits = digits as usize;
        let all = format!("{all:0>width$}", width = digits + 1);
        let (whole, fraction) = all.split_at(all.len() - digits);
        let sign = if self.0.sign() == Sign::Minus {
            "-"
        } else {
            ""
        };
        if fraction.is_empty() {
            return format!("{sign}{whole}");
        }
        format!("{sign}{whole}.{fraction}")
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.with_fraction(MOST);
        f.write_str(all.trim_end_matches('0').trim_end_matches('.'))
    }
}

fn power(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

/// The quotient, rounded to the nearest int; halves are rounded to the even int or away from zero.
fn divided(number: &BigInt, by: &BigInt, to_even: bool) -> BigInt {
    let (size, by_size) = (number.magnitude(), by.magnitude());
    let (quotient, rest) = (size / by_size, size % by_size);
    let twice = rest * 2_u32;
    let is_half = twice == *by_size;
    let is_odd = &quotient % 2_u32 == 1_u32.into();
    let up = twice > *by_size || (is_half && (is_odd || !to_even));
    let quotient = BigInt::from(if up { quotient + 1_u32 } else { quotient });
    if number.sign() == by.sign() {
        quotient
    } else {
        -quotient
    }
}

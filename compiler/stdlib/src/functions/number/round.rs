//! `float.round(digits)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

/// A float has no more significant digits than this.
const MOST_DIGITS: usize = 15;

pub(in crate::functions) const ROUND: Function = Function {
    name: "round",
    on: Pattern::Float,
    property: false,
    parameters: &[Parameter {
        name: "digits",
        ty: Pattern::Int,
        docs: "the number of decimal places, from 0 to 15",
    }],
    returns: Pattern::Float,
    docs: "The number rounded to `digits` decimal places. Ties, judged by the decimal notation, round away from zero.",
    examples: &[
        Example {
            code: r#"(2.345).round(2)"#,
            value: r#"2.35"#,
        },
        Example {
            code: r#"(-0.5).round(0)"#,
            value: r#"-1.0"#,
        },
    ],
    code: Implementation::Host(round),
};

fn round(call: &mut Call<'_>) -> Result<(), Failure> {
    let value = f64::from_bits(call.word(0)?);
    let digits = call.count(1)?.min(MOST_DIGITS);
    call.give(&[rounded(value, digits).to_bits()]);
    Ok(())
}

/// Rounds the shortest decimal form of the number, so that a number written as a half is rounded as
/// a half.
fn rounded(value: f64, digits: usize) -> f64 {
    let written = format!("{}", value.abs());
    let Some((whole, fraction)) = written.split_once('.') else {
        return value;
    };
    if fraction.len() <= digits {
        return value;
    }
    let kept = fraction.get(..digits).unwrap_or_default();
    let rounds_up = fraction
        .as_bytes()
        .get(digits)
        .is_some_and(|digit| *digit >= b'5');
    let kept = format!("{whole}.{kept}0").parse::<f64>().unwrap_or(value);
    let kept = if rounds_up {
        // The next number with that many digits; it is also parsed from digits.
        let all: String = [whole, fraction.get(..digits).unwrap_or_default()].concat();
        let next = (all.parse::<u128>().unwrap_or(0) + 1).to_string();
        let next = format!("{next:0>width$}", width = digits + 1);
        let (whole, fraction) = next.split_at(next.len() - digits);
        format!("{whole}.{fraction}0")
            .parse::<f64>()
            .unwrap_or(kept)
    } else {
        kept
    };
    kept.copysign(value)
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn halves_as_they_are_written_go_away_from_zero() {
        for (value, digits, expected) in [
            (2.345, 2, 2.35),
            (1.005, 2, 1.01),
            (-1.005, 2, -1.01),
            (0.5, 0, 1.0),
            (-0.5, 0, -1.0),
            (0.49, 0, 0.0),
            (9.999, 2, 10.0),
            (1e300, 2, 1e300),
            (1.5, 15, 1.5),
            (0.000_01, 3, 0.0),
        ] {
            assert_eq!(rounded(value, digits), expected, "{value} to {digits}");
        }
    }
}

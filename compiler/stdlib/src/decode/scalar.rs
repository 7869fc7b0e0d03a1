//! Scalars in contexts where everything is text: forms, paths, queries, settings.

use ::base64::Engine;
use ::base64::engine::general_purpose::STANDARD;

/// `true false 1 0 on off`.
pub(super) fn bool(text: &str) -> Option<bool> {
    match text {
        "true" | "1" | "on" => Some(true),
        "false" | "0" | "off" => Some(false),
        _ => None,
    }
}

/// A JSON number without fraction and exponent.
pub(super) fn int(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let decimal = digits.bytes().all(|octet| octet.is_ascii_digit());
    let padded = digits.len() > 1 && digits.starts_with('0');
    if !decimal || padded {
        return None;
    }
    text.parse().ok()
}

/// A finite JSON number.
pub(super) fn float(text: &str) -> Option<f64> {
    if !text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
        return None;
    }
    let number: f64 = serde_json::from_str(text).ok()?;
    // The parser allows white space after the number.
    let whole = text.ends_with(|last: char| last.is_ascii_digit());
    (whole && number.is_finite()).then_some(number)
}

/// Base64 as defined in RFC 4648, 4, with padding.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::{base64, bool, float, int};

    #[test]
    fn an_int_is_written_as_in_json() {
        assert_eq!(int("0"), Some(0));
        assert_eq!(int("-0"), Some(0));
        assert_eq!(int("9223372036854775807"), Some(i64::MAX));
        assert_eq!(int("-9223372036854775808"), Some(i64::MIN));
        for bad in [
            "", "-", "+1", "01", "-01", "1.0", "1e2", " 1", "1 ", "--1", "0x1", "1_0", "١",
        ] {
            assert_eq!(int(bad), None, "{bad}");
        }
        assert_eq!(int("9223372036854775808"), None);
    }

    #[test]
    fn a_float_is_written_as_in_json_and_finite() {
        assert_eq!(float("-1.5e3"), Some(-1500.0));
        assert_eq!(float("7"), Some(7.0));
        for bad in [
            "", "-", "+1", "01", ".5", "5.", "1e", "inf", "NaN", "1e999", " 1", "1 ", "1\n",
        ] {
            assert_eq!(float(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_bool_has_three_spellings_a_side() {
        assert_eq!(["true", "1", "on"].map(bool), [Some(true); 3]);
        assert_eq!(["false", "0", "off"].map(bool), [Some(false); 3]);
        assert_eq!(["", "TRUE", "yes", "2", " on"].map(bool), [None; 5]);
    }

    #[test]
    fn base64_is_padded_and_canonical() {
        assert_eq!(base64("aGk="), Some(b"hi".to_vec()));
        assert_eq!(base64(""), Some(Vec::new()));
        for bad in ["aGk", "aGk =", "aGl=", "a-_=", "aGk=="] {
            assert_eq!(base64(bad), None, "{bad}");
        }
    }
}

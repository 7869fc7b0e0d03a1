//! Escaping that works for any text: each function copies harmless runs at once and replaces single
//! bytes.
//!
//! Escaped text may be several times as long as the original, so each function takes the maximum
//! length of the buffer.

use super::bounded::{expect_room, extend};
use crate::failure::Failure;

/// Writes the inside of a JSON string, escaped as serde_json does.
///
/// # Errors
/// `too_large` if `out` would be longer than `most`.
pub fn json_escape(out: &mut Vec<u8>, text: &str, most: usize) -> Result<(), Failure> {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let octets = text.as_bytes();
    expect_room(out, octets.len(), most)?;
    out.reserve(octets.len());
    let mut copied = 0;
    while let Some(at) = first_special(octets, copied) {
        extend(out, octets.get(copied..at).unwrap_or_default(), most)?;
        let octet = octets.get(at).copied().unwrap_or_default();
        let digits = [octet >> 4, octet & 15].map(|digit| HEX[usize::from(digit & 15)]);
        let escaped: &[u8] = match octet {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            8 => b"\\b",
            12 => b"\\f",
            _ => &[b'\\', b'u', b'0', b'0', digits[0], digits[1]],
        };
        extend(out, escaped, most)?;
        copied = at + 1;
    }
    extend(out, octets.get(copied..).unwrap_or_default(), most)
}

/// The first byte at or after `start` that must be escaped in a JSON string. It checks eight bytes
/// at a time, since most texts have none.
fn first_special(octets: &[u8], start: usize) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    // The high bit of each byte is set if the byte is zero; a borrow can set only bits above a bit
    // that is set correctly.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let (eights, rest) = octets.get(start..)?.as_chunks::<8>();
    for (index, eight) in eights.iter().enumerate() {
        let word = u64::from_le_bytes(*eight);
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let quote = zero(word ^ (ONES * u64::from(b'"')));
        let backslash = zero(word ^ (ONES * u64::from(b'\\')));
        let found = (control | quote | backslash) & (ONES << 7);
        if found != 0 {
            return Some(start + index * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let special = |octet: &u8| matches!(octet, 0..0x20 | b'"' | b'\\');
    Some(octets.len() - rest.len() + rest.iter().position(special)?)
}

/// Writes text for a Slack message: `&`, `<` and `>` are the three characters that Slack reads as
/// markup for links and mentions.
///
/// # Errors
/// As for [`json_escape`].
pub fn slack_escape(out: &mut Vec<u8>, text: &str, most: usize) -> Result<(), Failure> {
    replace(out, text, most, |octet| match octet {
        b'&' => Some(b"&amp;"),
        b'<' => Some(b"&lt;"),
        b'>' => Some(b"&gt;"),
        _ => None,
    })
}

/// Writes text for the content of an HTML element or a quoted attribute.
///
/// # Errors
/// As for [`json_escape`].
pub fn html_escape(out: &mut Vec<u8>, text: &str, most: usize) -> Result<(), Failure> {
    replace(out, text, most, |octet| match octet {
        b'&' => Some(b"&amp;"),
        b'<' => Some(b"&lt;"),
        b'>' => Some(b"&gt;"),
        b'"' => Some(b"&quot;"),
        b'\'' => Some(b"&#39;"),
        _ => None,
    })
}

fn replace(
    out: &mut Vec<u8>,
    text: &str,
    most: usize,
    escape: impl Fn(u8) -> Option<&'static [u8]>,
) -> Result<(), Failure> {
    expect_room(out, text.len(), most)?;
    out.reserve(text.len());
    let mut copied = 0;
    for (at, octet) in text.bytes().enumerate() {
        if let Some(escaped) = escape(octet) {
            let harmless = text.as_bytes().get(copied..at).unwrap_or_default();
            extend(out, harmless, most)?;
            extend(out, escaped, most)?;
            copied = at + 1;
        }
    }
    extend(out, text.as_bytes().get(copied..).unwrap_or_default(), most)
}

#[cfg(test)]
mod tests {
    use super::{html_escape, json_escape, slack_escape};
    use crate::failure::{Failure, FailureCode};
    use crate::write::url_part;
    use proptest::prelude::*;

    type Escape = fn(&mut Vec<u8>, &str, usize) -> Result<(), Failure>;

    fn escaped(escape: Escape, text: &str) -> String {
        let mut out = Vec::new();
        escape(&mut out, text, usize::MAX).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn markup_of_slack_is_three_characters() {
        assert_eq!(
            escaped(slack_escape, "<!channel> & \"you\""),
            "&lt;!channel&gt; &amp; \"you\""
        );
    }

    #[test]
    fn html_is_safe_in_content_and_attributes() {
        assert_eq!(
            escaped(html_escape, "<a href=\"x\" t='ë'>&"),
            "&lt;a href=&quot;x&quot; t=&#39;ë&#39;&gt;&amp;"
        );
    }

    #[test]
    fn what_is_escaped_stays_below_the_limit() {
        let escapes: [Escape; 4] = [json_escape, html_escape, slack_escape, url_part];
        for (escape, text) in escapes.into_iter().zip(["a\u{1}", "a'", "a&", "a/"]) {
            let text = text.repeat(1000);
            let whole = escaped(escape, &text).len();
            let mut out = b"before".to_vec();
            assert_eq!(escape(&mut out, &text, 6 + whole), Ok(()));
            for most in [0, 5, 6, 100, 2005, 2006, 5 + whole] {
                let mut out = b"before".to_vec();
                let failure = escape(&mut out, &text, most).unwrap_err();
                assert_eq!(failure.code, FailureCode::TooLarge);
                assert!(out.len() <= most.max(6));
            }
        }
    }

    #[test]
    fn every_octet_is_escaped_as_serde_json_does_at_every_place() {
        for octet in 0..128_u8 {
            for place in 0..20 {
                let mut text = "x".repeat(20);
                text.insert(place, char::from(octet));
                let reference = serde_json::to_string(&text).unwrap();
                assert_eq!(format!("\"{}\"", escaped(json_escape, &text)), reference);
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_escaped_as_serde_json_does(text in any::<String>()) {
            let reference = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(format!("\"{}\"", escaped(json_escape, &text)), reference);
        }
    }
}

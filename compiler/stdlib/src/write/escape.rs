//! Escaping that never fails: each copies what is harmless in one go and replaces single octets.

/// Writes the inside of a JSON string, escaped as serde_json does.
pub fn json_escape(out: &mut Vec<u8>, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let octets = text.as_bytes();
    out.reserve(octets.len());
    let mut copied = 0;
    while let Some(at) = first_special(octets, copied) {
        out.extend_from_slice(octets.get(copied..at).unwrap_or_default());
        let octet = octets.get(at).copied().unwrap_or_default();
        match octet {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            8 => out.extend_from_slice(b"\\b"),
            12 => out.extend_from_slice(b"\\f"),
            _ => {
                out.extend_from_slice(b"\\u00");
                let digits = [octet >> 4, octet & 15];
                out.extend(digits.map(|digit| HEX[usize::from(digit & 15)]));
            }
        }
        copied = at + 1;
    }
    out.extend_from_slice(octets.get(copied..).unwrap_or_default());
}

/// The first octet from `start` that can't stand in a JSON string. Eight at a time, as most texts have none.
fn first_special(octets: &[u8], start: usize) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    // Whether an octet is zero, in its high bit; a borrow can only set bits above one that is rightly set.
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

/// Writes text for a Slack message: `&`, `<` and `>` are the three characters that Slack reads as markup for links and mentions.
pub fn slack_escape(out: &mut Vec<u8>, text: &str) {
    replace(out, text, |octet| match octet {
        b'&' => Some(b"&amp;"),
        b'<' => Some(b"&lt;"),
        b'>' => Some(b"&gt;"),
        _ => None,
    });
}

/// Writes text for the content of an HTML element or a quoted attribute.
pub fn html_escape(out: &mut Vec<u8>, text: &str) {
    replace(out, text, |octet| match octet {
        b'&' => Some(b"&amp;"),
        b'<' => Some(b"&lt;"),
        b'>' => Some(b"&gt;"),
        b'"' => Some(b"&quot;"),
        b'\'' => Some(b"&#39;"),
        _ => None,
    });
}

fn replace(out: &mut Vec<u8>, text: &str, escape: impl Fn(u8) -> Option<&'static [u8]>) {
    out.reserve(text.len());
    let mut copied = 0;
    for (at, octet) in text.bytes().enumerate() {
        if let Some(escaped) = escape(octet) {
            out.extend_from_slice(text.as_bytes().get(copied..at).unwrap_or_default());
            out.extend_from_slice(escaped);
            copied = at + 1;
        }
    }
    out.extend_from_slice(text.as_bytes().get(copied..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::{html_escape, json_escape, slack_escape};
    use proptest::prelude::*;

    fn escaped(escape: fn(&mut Vec<u8>, &str), text: &str) -> String {
        let mut out = Vec::new();
        escape(&mut out, text);
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

//! Percent-decoding of one segment (RFC 3986, 2.1).

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// The decoded segment; `None` if an escape is broken or the bytes are not UTF-8. A segment without
/// escapes is borrowed.
pub(super) fn decode(segment: &str) -> Option<Cow<'_, str>> {
    let mut after = segment.split('%');
    after.next();
    let broken = |escape: &str| {
        let digits = escape.as_bytes().iter().take(2);
        digits.filter(|byte| byte.is_ascii_hexdigit()).count() < 2
    };
    if after.any(broken) {
        return None;
    }
    percent_decode_str(segment).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes_are_decoded_once() {
        assert!(matches!(decode("plain"), Some(Cow::Borrowed("plain"))));
        assert_eq!(decode("a%20b%2Fc").as_deref(), Some("a b/c"));
        assert_eq!(decode("%2525").as_deref(), Some("%25"));
        assert_eq!(decode("%C3%A4+").as_deref(), Some("ä+"));
        for broken in ["%", "%2", "a%zz", "%%20", "%+1", "%FF", "%C3", "%ED%A0%80"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }

    proptest! {
        #[test]
        fn decoding_never_panics(segment in "\\PC*|(%[0-9A-Fa-f]{0,2}|.){0,20}") {
            let _ = decode(&segment);
        }
    }
}

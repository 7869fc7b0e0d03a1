//! Text in positions that do not accept every text; unsuitable text is an error.

use super::bounded::{expect_room, extend};
use crate::failure::{Failure, FailureCode};

/// Writes text as one whole segment of a URL path.
///
/// # Errors
/// `out_of_range` for an empty segment, `.` and `..`: each would change the path of the URL,
/// escaped or not; `too_large` if `out` would be longer than `most`.
pub fn url_path_segment(out: &mut Vec<u8>, text: &str, most: usize) -> Result<(), Failure> {
    if text.is_empty() || text == "." || text == ".." {
        return Err(Failure::new(
            FailureCode::OutOfRange,
            format!("{text:?} can't be a segment of a URL's path"),
        ));
    }
    url_part(out, text, most)
}

/// Writes text as several whole segments of a URL path, preserving the slashes between them.
///
/// # Errors
/// As for [`url_path_segment`], for each segment.
pub fn url_path(out: &mut Vec<u8>, text: &str, most: usize) -> Result<(), Failure> {
    for (index, segment) in text.split('/').enumerate() {
        if index > 0 {
            extend(out, b"/", most)?;
        }
        url_path_segment(out, segment, most)?;
    }
    Ok(())
}

/// Writes text as part of a segment of a URL path, or as a name or a value in its query:
/// percent-encodes everything except the unreserved characters of RFC 3986, 2.3.
///
/// # Errors
/// `too_large` if `out` would be longer than `most`.
pub fn url_part(out: &mut Vec<u8>, text: &str, most: usize) -> Result<(), Failure> {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    expect_room(out, text.len(), most)?;
    out.reserve(text.len());
    for octet in text.bytes() {
        if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) {
            extend(out, &[octet], most)?;
        } else {
            let digits = [octet >> 4, octet & 15].map(|digit| HEX[usize::from(digit & 15)]);
            extend(out, &[b'%', digits[0], digits[1]], most)?;
        }
    }
    Ok(())
}

/// Returns the text if it is a valid value of an HTTP header.
///
/// # Errors
/// `out_of_range` for a text with a control character other than the tab (RFC 9110, 5.5): a line
/// break would start another header.
pub fn header_value(text: &str) -> Result<&str, Failure> {
    match text
        .bytes()
        .find(|octet| octet.is_ascii_control() && *octet != b'\t')
    {
        None => Ok(text),
        Some(octet) => Err(Failure::new(
            FailureCode::OutOfRange,
            format!("a header's value can't hold the control character {octet:#04x}"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{header_value, url_part, url_path, url_path_segment};
    use crate::failure::FailureCode;

    #[test]
    fn a_segment_stays_one_segment() {
        let mut out = Vec::new();
        url_path_segment(&mut out, "a/b?c#d%e f~ë..", usize::MAX).unwrap();
        assert_eq!(out, b"a%2Fb%3Fc%23d%25e%20f~%C3%AB..");
        for bad in ["", ".", ".."] {
            let failure = url_path_segment(&mut out, bad, usize::MAX).unwrap_err();
            assert_eq!(failure.code, FailureCode::OutOfRange);
        }
    }

    #[test]
    fn a_query_value_stays_one_value() {
        let mut out = Vec::new();
        url_part(&mut out, "a&b=c+d", usize::MAX).unwrap();
        assert_eq!(out, b"a%26b%3Dc%2Bd");
    }

    #[test]
    fn a_path_keeps_its_slashes_and_no_segment_that_leads_elsewhere() {
        let mut out = Vec::new();
        url_path(&mut out, "acme/shop ë?/..x/%2e", usize::MAX).unwrap();
        assert_eq!(out, b"acme/shop%20%C3%AB%3F/..x/%252e");
        for bad in ["", "/", "/a", "a/", "a//b", ".", "a/.", "../a", "a/../b"] {
            let failure = url_path(&mut Vec::new(), bad, usize::MAX).unwrap_err();
            assert_eq!(failure.code, FailureCode::OutOfRange, "{bad}");
        }
        let failure = url_path(&mut Vec::new(), "ab/cd", 3).unwrap_err();
        assert_eq!(failure.code, FailureCode::TooLarge);
    }

    #[test]
    fn a_header_stays_one_header() {
        assert_eq!(header_value("a\tb ë"), Ok("a\tb ë"));
        for bad in ["a\r\nb", "\n", "\0", "\x7f"] {
            assert_eq!(header_value(bad).unwrap_err().code, FailureCode::OutOfRange);
        }
    }
}

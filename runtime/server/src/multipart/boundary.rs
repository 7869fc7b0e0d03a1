//! The boundary that a `Content-Type` declares.

use super::error::MultipartError;
use super::parameters::Parameters;

/// The longest boundary (RFC 2046, 5.1.1).
const LONGEST: usize = 70;

/// The boundary between the parts of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boundary {
    /// CRLF, two hyphens and the boundary.
    delimiter: Vec<u8>,
}

impl Boundary {
    /// The boundary that a `Content-Type` declares.
    ///
    /// # Errors
    /// `NoBoundary` if there is none, more than one, or one that RFC 2046 does not allow.
    pub fn declared(content_type: &[u8]) -> Result<Boundary, MultipartError> {
        let at = memchr::memchr(b';', content_type).ok_or(MultipartError::NoBoundary)?;
        let mut boundary = None;
        for parameter in Parameters::of(content_type.get(at..).unwrap_or_default()) {
            let parameter = parameter.map_err(|_| MultipartError::NoBoundary)?;
            if parameter.name.eq_ignore_ascii_case(b"boundary") {
                let value = parameter.plain();
                if boundary.replace(value).is_some() {
                    return Err(MultipartError::NoBoundary);
                }
            }
        }
        Boundary::new(&boundary.unwrap_or_default())
    }

    /// A boundary.
    ///
    /// # Errors
    /// `NoBoundary` if RFC 2046 does not allow it.
    pub fn new(boundary: &[u8]) -> Result<Boundary, MultipartError> {
        let is_good = !boundary.is_empty()
            && boundary.len() <= LONGEST
            && boundary.iter().copied().all(is_allowed)
            && !boundary.ends_with(b" ");
        if !is_good {
            return Err(MultipartError::NoBoundary);
        }
        Ok(Boundary {
            delimiter: [b"\r\n--", boundary].concat(),
        })
    }

    /// The delimiter between two parts: CRLF, two hyphens and the boundary.
    pub(super) fn delimiter(&self) -> &[u8] {
        &self.delimiter
    }

    /// The same without its CRLF, before the first part.
    pub(super) fn first(&self) -> &[u8] {
        self.delimiter.get(2..).unwrap_or_default()
    }
}

/// `bchars` of RFC 2046, 5.1.1.
fn is_allowed(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(&octet)
}

#[cfg(test)]
mod tests {
    use super::Boundary;

    fn declared(content_type: &str) -> Option<String> {
        let boundary = Boundary::declared(content_type.as_bytes()).ok()?;
        let delimiter = String::from_utf8(boundary.delimiter).unwrap();
        delimiter.strip_prefix("\r\n--").map(str::to_owned)
    }

    #[test]
    fn a_boundary_is_quoted_or_not() {
        for (content_type, boundary) in [
            ("multipart/form-data; boundary=abc", "abc"),
            (
                "multipart/form-data;boundary=\"a b'()+_,-./:=?c\"",
                "a b'()+_,-./:=?c",
            ),
            ("multipart/form-data; charset=utf-8; Boundary=x ;", "x"),
            (
                "multipart/form-data; boundary=----WebKitFormBoundary7MA4",
                "----WebKitFormBoundary7MA4",
            ),
            ("multipart/form-data; boundary=a=b:c/d", "a=b:c/d"),
            ("multipart/form-data; boundary=\"a\\b\"", ""),
        ] {
            let expected = Some(boundary.to_owned()).filter(|one| !one.is_empty());
            assert_eq!(declared(content_type), expected, "{content_type}");
        }
    }

    #[test]
    fn what_is_no_boundary_is_refused() {
        let long = format!("multipart/form-data; boundary={}", "x".repeat(71));
        for content_type in [
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary=\"a",
            "multipart/form-data; boundary=\"a \"",
            "multipart/form-data; boundary=a b",
            "multipart/form-data; boundary=a; boundary=a",
            "multipart/form-data; boundary=\u{eb}",
            "multipart/form-data; boundary",
            "multipart/form-data; boundary=a\"b",
            &long,
        ] {
            assert_eq!(declared(content_type), None, "{content_type}");
        }
    }
}

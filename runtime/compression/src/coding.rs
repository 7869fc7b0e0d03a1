//! Parses `Content-Encoding`.

use std::fmt;

/// The supported codings, as `Accept-Encoding` lists them.
pub const ACCEPTED: &str = "gzip, deflate, br, zstd";

/// A content coding of HTTP (RFC 9110, 8.4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// RFC 1952.
    Gzip,
    /// The zlib format (RFC 1950); some senders omit the zlib header and send raw deflate (RFC
    /// 1951).
    Deflate,
    /// RFC 7932.
    Brotli,
    /// RFC 8878.
    Zstd,
}

impl fmt::Display for Coding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Coding::Gzip => "gzip",
            Coding::Deflate => "deflate",
            Coding::Brotli => "br",
            Coding::Zstd => "zstd",
        })
    }
}

/// The codings of a body, in the order in which they were applied; empty for an uncompressed body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codings(Vec<Coding>);

/// A coding that is not supported, or too many codings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCoding;

impl Codings {
    /// The maximum number of codings. More of them are an attack: each layer may inflate the one
    /// before it.
    const MOST: usize = 2;

    /// Parses the values of a message's `Content-Encoding`. Some senders put a charset there; it is
    /// not a coding and is ignored.
    ///
    /// # Errors
    /// If a coding is not supported.
    pub fn declared<'v>(
        values: impl IntoIterator<Item = &'v [u8]>,
    ) -> Result<Codings, UnknownCoding> {
        let mut codings = Vec::new();
        let values = values.into_iter();
        for name in values.flat_map(|value| value.split(|octet| *octet == b',')) {
            let name = name.trim_ascii().to_ascii_lowercase();
            codings.push(match name.as_slice() {
                b"" | b"identity" | b"utf-8" | b"utf8" => continue,
                b"gzip" | b"x-gzip" => Coding::Gzip,
                b"deflate" => Coding::Deflate,
                b"br" => Coding::Brotli,
                b"zstd" => Coding::Zstd,
                _ => return Err(UnknownCoding),
            });
        }
        if codings.len() > Codings::MOST {
            return Err(UnknownCoding);
        }
        Ok(Codings(codings))
    }

    /// Whether there is no coding, so that the body is unchanged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The codings from the one applied last to the one applied first.
    pub(crate) fn outermost_first(&self) -> impl Iterator<Item = Coding> {
        self.0.iter().rev().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(values: &[&str]) -> Result<Vec<Coding>, UnknownCoding> {
        let values = values.iter().map(|value| value.as_bytes());
        Codings::declared(values).map(|codings| codings.0)
    }

    #[test]
    fn codings_are_named_in_any_case_and_in_lists() {
        assert_eq!(declared(&["GZip"]), Ok(vec![Coding::Gzip]));
        assert_eq!(declared(&["x-gzip"]), Ok(vec![Coding::Gzip]));
        assert_eq!(
            declared(&["br, identity", " zstd"]),
            Ok(vec![Coding::Brotli, Coding::Zstd])
        );
        assert_eq!(declared(&["deflate"]), Ok(vec![Coding::Deflate]));
    }

    #[test]
    fn what_is_no_compression_is_none() {
        for none in [&[][..], &[""], &["identity"], &["UTF-8"], &["utf8", ""]] {
            assert_eq!(declared(none), Ok(vec![]), "{none:?}");
        }
    }

    #[test]
    fn others_are_unknown() {
        for unknown in ["compress", "gzip;q=1", "aes128gcm", "gzip,gzip,gzip"] {
            assert_eq!(declared(&[unknown]), Err(UnknownCoding), "{unknown}");
        }
    }
}

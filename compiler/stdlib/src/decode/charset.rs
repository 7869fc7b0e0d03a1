//! How bytes are decoded as text.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// The byte order mark in UTF-8. Some senders put it before a text; it is not part of the text.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The bytes without a byte order mark at the start.
#[must_use]
pub fn without_bom(octets: &[u8]) -> &[u8] {
    octets.strip_prefix(MARK).unwrap_or(octets)
}

/// The encoding of a text from outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8; also used if the declaration is missing or unknown.
    #[default]
    Utf8,
    /// windows-1252, which `iso-8859-1` also means (WHATWG Encoding Standard, 4.2).
    Windows1252,
}

impl Charset {
    /// The charset that a `Content-Type` declares.
    #[must_use]
    pub fn declared(content_type: &[u8]) -> Charset {
        Charset::of(content_type).unwrap_or_default()
    }

    /// The charset that a `Content-Type` declares; `None` if it declares none.
    #[must_use]
    pub fn of(content_type: &[u8]) -> Option<Charset> {
        let mut parameters = content_type.split(|octet| *octet == b';').skip(1);
        let charset = parameters.find_map(|parameter| {
            let at = memchr::memchr(b'=', parameter)?;
            let (name, value) = parameter.split_at_checked(at)?;
            let value = value.strip_prefix(b"=")?.trim_ascii();
            let charset = name.trim_ascii().eq_ignore_ascii_case(b"charset");
            charset.then_some(value)
        });
        let name = charset?.trim_ascii();
        let quoted = name
            .strip_prefix(b"\"")
            .and_then(|name| name.strip_suffix(b"\""));
        Some(Charset::named(quoted.unwrap_or(name)))
    }

    /// The charset with that name.
    #[must_use]
    pub fn named(name: &[u8]) -> Charset {
        let named = |label: &&[u8]| name.eq_ignore_ascii_case(label);
        const WINDOWS_1252: &[&[u8]] = &[
            b"iso-8859-1",
            b"iso8859-1",
            b"iso_8859-1",
            b"latin1",
            b"windows-1252",
            b"cp1252",
        ];
        if WINDOWS_1252.iter().any(named) {
            Charset::Windows1252
        } else {
            Charset::Utf8
        }
    }

    /// The text, which is not copied if it is already UTF-8.
    ///
    /// # Errors
    /// The offset of the first byte that is invalid in this charset.
    pub fn decode(self, octets: &[u8]) -> Result<Cow<'_, str>, usize> {
        match self {
            Charset::Utf8 => match std::str::from_utf8(octets) {
                Ok(text) => Ok(Cow::Borrowed(text)),
                Err(error) => Err(error.valid_up_to()),
            },
            // Every byte is a character; five of them are control characters.
            Charset::Windows1252 => Ok(WINDOWS_1252.decode_without_bom_handling(octets).0),
        }
    }

    /// The bytes of JSON as UTF-8, which JSON uses regardless of any declaration (RFC 8259, 8.1).
    /// If the bytes are not UTF-8, the declared charset is used.
    #[must_use]
    pub fn decode_json(self, octets: &[u8]) -> Cow<'_, [u8]> {
        if self == Charset::Utf8 || std::str::from_utf8(octets).is_ok() {
            return Cow::Borrowed(octets);
        }
        match self.decode(octets) {
            Ok(text) => Cow::Owned(text.into_owned().into_bytes()),
            Err(_) => Cow::Borrowed(octets),
        }
    }

    /// Like [`decode`](Self::decode), for owned or borrowed bytes.
    ///
    /// # Errors
    /// As for [`decode`](Self::decode).
    pub fn decode_cow(self, octets: Cow<'_, [u8]>) -> Result<Cow<'_, str>, usize> {
        match octets {
            Cow::Borrowed(octets) => self.decode(octets),
            Cow::Owned(octets) => {
                let text = self.decode(&octets)?.into_owned();
                Ok(Cow::Owned(text))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charset_is_declared_among_parameters() {
        for declared in [
            "text/plain; charset=iso-8859-1",
            "application/x-www-form-urlencoded;charset=Windows-1252",
            "text/plain; format=flowed; Charset=\"ISO-8859-1\"",
            "text/plain;charset=latin1 ; x=y",
        ] {
            assert_eq!(
                Charset::declared(declared.as_bytes()),
                Charset::Windows1252,
                "{declared}"
            );
        }
        for other in [
            "",
            "text/plain",
            "iso-8859-1",
            "text/plain; charset",
            "text/plain; charset=utf-8",
            "text/plain; x=iso-8859-1",
        ] {
            assert_eq!(
                Charset::declared(other.as_bytes()),
                Charset::Utf8,
                "{other}"
            );
        }
    }

    #[test]
    fn octets_are_read_by_their_charset() {
        let latin = b"Jos\xe9 \x80";
        assert_eq!(Charset::Utf8.decode(latin), Err(3));
        assert_eq!(Charset::Windows1252.decode(latin).as_deref(), Ok("José €"));
        let text = Charset::Utf8.decode("José".as_bytes());
        assert!(matches!(text, Ok(Cow::Borrowed("José"))));
    }

    #[test]
    fn one_mark_is_dropped() {
        assert_eq!(without_bom(b"\xef\xbb\xbfa"), b"a");
        assert_eq!(without_bom(b"\xef\xbb\xbf\xef\xbb\xbfa"), b"\xef\xbb\xbfa");
        assert_eq!(without_bom(b"a\xef\xbb\xbf"), b"a\xef\xbb\xbf");
        assert_eq!(without_bom(b"\xef\xbb"), b"\xef\xbb");
    }
}

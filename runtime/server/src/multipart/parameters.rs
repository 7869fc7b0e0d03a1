//! The parameters of a header field: `; name=value; name="value"`.

use std::borrow::Cow;

/// A parameter. Names are case-insensitive.
pub(super) struct Parameter<'a> {
    pub(super) name: &'a [u8],
    /// The value, without quotes, as it was written between them.
    written: &'a [u8],
    /// Whether a `\` in it may escape a character.
    escaped: bool,
}

/// A parameter that cannot be read.
pub(super) struct Malformed;

/// The parameters of a header field, in order.
pub(super) struct Parameters<'a> {
    rest: &'a [u8],
}

impl<'a> Parameters<'a> {
    /// The parameters of a field, from the first `;` on.
    pub(super) fn of(octets: &'a [u8]) -> Parameters<'a> {
        Parameters { rest: octets }
    }

    /// A parameter at the start of the text, and the rest of the text.
    fn parameter(octets: &'a [u8]) -> Option<(Parameter<'a>, &'a [u8])> {
        let at = memchr::memchr(b'=', octets)?;
        let (name, value) = (octets.get(..at)?.trim_ascii(), octets.get(at + 1..)?);
        if name.is_empty() || !name.iter().copied().all(is_token) {
            return None;
        }
        let value = value.trim_ascii_start();
        let (written, rest, escaped) = match value.strip_prefix(b"\"") {
            Some(quoted) => {
                let end = end_of_quotes(quoted)?;
                let written = quoted.get(..end)?;
                let escaped = memchr::memchr(b'\\', written).is_some();
                (written, quoted.get(end + 1..)?, escaped)
            }
            None => {
                let end = memchr::memchr(b';', value).unwrap_or(value.len());
                let (written, rest) = value.split_at_checked(end)?;
                let written = written.trim_ascii_end();
                let is_bare =
                    |octet: &u8| octet.is_ascii_graphic() && *octet != b'"' || *octet > 127;
                if written.is_empty() || !written.iter().all(is_bare) {
                    return None;
                }
                (written, rest, false)
            }
        };
        let parameter = Parameter {
            name,
            written,
            escaped,
        };
        Some((parameter, rest))
    }
}

impl<'a> Iterator for Parameters<'a> {
    type Item = Result<Parameter<'a>, Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut rest = self.rest.trim_ascii();
        let mut begun = false;
        while let Some(inside) = rest.strip_prefix(b";") {
            rest = inside.trim_ascii_start();
            begun = true;
        }
        self.rest = &[];
        if rest.is_empty() {
            return None;
        }
        let read = Parameters::parameter(rest).filter(|_| begun);
        Some(match read {
            Some((parameter, rest)) => {
                self.rest = rest;
                Ok(parameter)
            }
            None => Err(Malformed),
        })
    }
}

impl<'a> Parameter<'a> {
    /// The value. A `\` escapes a quote or another `\`; before other characters it is kept, because
    /// older browsers send Windows paths.
    pub(super) fn plain(&self) -> Cow<'a, [u8]> {
        if !self.escaped {
            return Cow::Borrowed(self.written);
        }
        let mut value = Vec::with_capacity(self.written.len());
        let mut rest = self.written;
        while let Some((first, behind)) = rest.split_first() {
            rest = behind;
            match (first, behind.split_first()) {
                (b'\\', Some((next @ (b'"' | b'\\'), behind))) => {
                    value.push(*next);
                    rest = behind;
                }
                _ => value.push(*first),
            }
        }
        Cow::Owned(value)
    }

    /// The value of a `name` or a `filename`: [plain](Self::plain), with the characters decoded
    /// that browsers percent-encode in it.
    pub(super) fn unescaped(&self) -> Cow<'a, [u8]> {
        let plain = self.plain();
        if memchr::memchr(b'%', &plain).is_none() {
            return plain;
        }
        let mut value = Vec::with_capacity(plain.len());
        let mut rest = &*plain;
        while let Some((first, behind)) = rest.split_first() {
            let meant = match rest.get(..3) {
                Some(b"%22") => Some(b'"'),
                Some(b"%0D") => Some(b'\r'),
                Some(b"%0A") => Some(b'\n'),
                _ => None,
            };
            value.push(meant.unwrap_or(*first));
            rest = match meant {
                Some(_) => rest.get(3..).unwrap_or_default(),
                None => behind,
            };
        }
        if value == *plain {
            return plain;
        }
        Cow::Owned(value)
    }
}

/// The index of the quote that ends a quoted text. The text begins after its opening quote.
fn end_of_quotes(quoted: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = memchr::memchr2(b'"', b'\\', quoted.get(at..)?)?;
        at += found;
        if quoted.get(at) == Some(&b'"') {
            return Some(at);
        }
        let escapes = matches!(quoted.get(at + 1), Some(b'"' | b'\\'));
        at += if escapes { 2 } else { 1 };
    }
}

/// `tchar` of RFC 9110, 5.6.2.
pub(super) fn is_token(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&octet)
}

#[cfg(test)]
mod tests {
    use super::Parameters;

    fn read(text: &str) -> Option<Vec<(String, String)>> {
        let text_of = |octets: &[u8]| String::from_utf8(octets.to_vec()).unwrap();
        Parameters::of(text.as_bytes())
            .map(|one| {
                let one = one.ok()?;
                Some((text_of(one.name), text_of(&one.unescaped())))
            })
            .collect()
    }

    #[test]
    fn values_are_bare_or_quoted() {
        for (text, value) in [
            ("; n=a", "a"),
            (";n = \"a\"", "a"),
            (" ;; n=\"\" ; ", ""),
            ("; n=\"a;b=c\"", "a;b=c"),
            ("; n=\"a\\\"b\\\\c\\d\"", "a\"b\\c\\d"),
            ("; n=\"C:\\dir\\f.txt\"", "C:\\dir\\f.txt"),
            ("; n=\"%22%0D%0A%41%\"", "\"\r\n%41%"),
            ("; n=\"50%\"", "50%"),
            ("; n=Zo\u{eb}", "Zo\u{eb}"),
        ] {
            let expected = vec![("n".to_owned(), value.to_owned())];
            assert_eq!(read(text), Some(expected), "{text}");
        }
        assert_eq!(read(""), Some(Vec::new()));
        assert_eq!(read("; a=1; b=\"2\"").unwrap().len(), 2);
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for text in [
            "n=a",
            "; n",
            "; =a",
            "; n=",
            "; n=a b",
            "; n=\"a",
            "; n=\"a\\\"",
            "; n=a\"b\"",
            "; n=\"a\"b",
            "; n m=a",
            "; n=\"a\" m=b",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

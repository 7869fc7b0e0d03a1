//! `Content-Disposition: form-data; name="field"; filename="file.txt"`

use std::borrow::Cow;

use flowright_stdlib::decode::Charset;
use percent_encoding::percent_decode;

use super::error::HeadProblem;
use super::parameters::Parameters;

/// The names in a `Content-Disposition`, as bytes. Their charset is known only after all parts have
/// been read.
pub(super) struct Disposition<'b> {
    pub(super) name: Cow<'b, [u8]>,
    pub(super) file: Option<FileName<'b>>,
}

/// The name of a file.
pub(super) enum FileName<'b> {
    /// From `filename`.
    Octets(Cow<'b, [u8]>),
    /// From `filename*`, which includes its charset.
    Text(String),
}

impl<'b> Disposition<'b> {
    /// Reads the value of the field.
    pub(super) fn read(value: &'b [u8]) -> Result<Disposition<'b>, HeadProblem> {
        let at = memchr::memchr(b';', value).unwrap_or(value.len());
        let kind = value.get(..at).unwrap_or_default().trim_ascii();
        if !kind.eq_ignore_ascii_case(b"form-data") {
            return Err(HeadProblem::NoDisposition);
        }
        let (mut name, mut file, mut extended) = (None, None, None);
        for parameter in Parameters::of(value.get(at..).unwrap_or_default()) {
            let parameter = parameter.map_err(|_| HeadProblem::BadDisposition)?;
            let is_new = match &*parameter.name.to_ascii_lowercase() {
                b"name" => name.replace(parameter.unescaped()).is_none(),
                b"filename" => file.replace(parameter.unescaped()).is_none(),
                b"filename*" => {
                    let text = extended_value(&parameter.plain());
                    let text = text.ok_or(HeadProblem::BadDisposition)?;
                    extended.replace(text).is_none()
                }
                // A name that is split into several pieces (RFC 2231) or has an encoding would be
                // lost.
                other => memchr::memchr(b'*', other).is_none(),
            };
            if !is_new {
                return Err(HeadProblem::BadDisposition);
            }
        }
        Ok(Disposition {
            name: name.ok_or(HeadProblem::NoName)?,
            file: match (extended, file) {
                (Some(text), _) => Some(FileName::Text(text)),
                (None, Some(octets)) => Some(FileName::Octets(octets)),
                (None, None) => None,
            },
        })
    }
}

/// An extended value (RFC 8187, 3.2.1): `UTF-8'language'percent-encoded`.
fn extended_value(written: &[u8]) -> Option<String> {
    let mut pieces = written.splitn(3, |octet| *octet == b'\'');
    let (charset, _, value) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let charset = if charset.eq_ignore_ascii_case(b"utf-8") {
        Charset::Utf8
    } else if charset.eq_ignore_ascii_case(b"iso-8859-1") {
        Charset::Windows1252
    } else {
        return None;
    };
    let octets: Vec<u8> = percent_decode(value).collect();
    charset.decode(&octets).map(Cow::into_owned).ok()
}

#[cfg(test)]
mod tests {
    use super::{Disposition, FileName, HeadProblem};

    fn read(value: &str) -> Result<(String, Option<String>), HeadProblem> {
        let text = |octets: &[u8]| String::from_utf8(octets.to_vec()).unwrap();
        let read = Disposition::read(value.as_bytes())?;
        let file = read.file.map(|file| match file {
            FileName::Octets(octets) => text(&octets),
            FileName::Text(text) => text,
        });
        Ok((text(&read.name), file))
    }

    #[test]
    fn a_part_has_a_name_and_perhaps_that_of_a_file() {
        for (value, name, file) in [
            ("form-data; name=a", "a", None),
            ("FORM-DATA;NAME=\"a b\"", "a b", None),
            ("form-data; name=\"\"", "", None),
            ("form-data; filename=\"x\"; name=a; size=7", "a", Some("x")),
            ("form-data; name=a; filename=\"\"", "a", Some("")),
            (
                "form-data; name=a; filename=\"\u{eb}.txt\"",
                "a",
                Some("\u{eb}.txt"),
            ),
            (
                "form-data; name=a; filename=\"=?utf-8?B?w6s=?=\"; filename*=utf-8''%C3%AB",
                "a",
                Some("\u{eb}"),
            ),
            (
                "form-data; name=a; filename*=ISO-8859-1'en'%EB",
                "a",
                Some("\u{eb}"),
            ),
        ] {
            let file = file.map(str::to_owned);
            assert_eq!(read(value), Ok((name.to_owned(), file)), "{value}");
        }
    }

    #[test]
    fn what_has_no_single_name_is_refused() {
        for (value, problem) in [
            ("form-data", HeadProblem::NoName),
            ("form-data; filename=x", HeadProblem::NoName),
            ("attachment; name=a", HeadProblem::NoDisposition),
            ("", HeadProblem::NoDisposition),
            ("form-data; name=a; name=b", HeadProblem::BadDisposition),
            (
                "form-data; name=a; filename=x; filename=y",
                HeadProblem::BadDisposition,
            ),
            (
                "form-data; name=a; filename*0=x; filename*1=y",
                HeadProblem::BadDisposition,
            ),
            ("form-data; name*=utf-8''a", HeadProblem::BadDisposition),
            (
                "form-data; name=a; filename*=utf-8''%FF",
                HeadProblem::BadDisposition,
            ),
            (
                "form-data; name=a; filename*=koi8-r''a",
                HeadProblem::BadDisposition,
            ),
            (
                "form-data; name=a; filename*=a",
                HeadProblem::BadDisposition,
            ),
            ("form-data name=a", HeadProblem::NoDisposition),
            ("form-data; name=\"a", HeadProblem::BadDisposition),
        ] {
            assert_eq!(read(value), Err(problem), "{value}");
        }
    }
}

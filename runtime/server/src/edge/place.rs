//! The places where a request can have a single value: a signature, a time, a secret.

use std::borrow::Cow;

use flowright_compression::Codings;
use flowright_stdlib::catalogue::Source;
use hyper::HeaderMap;
use hyper::header::{CONTENT_ENCODING, HeaderName, HeaderValue};

use super::member;
use super::scheme::{Field, Request, SetupError, field, header_name};
use super::unread::Unread;

/// A place in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The header of that name.
    Header(HeaderName),
    /// The query parameter of that name.
    Query(String),
    /// The text at that path in a JSON body, or the field of that name of a form.
    Body(String),
}

impl Place {
    /// The place named by the flow or the catalogue.
    ///
    /// # Errors
    /// If the place is an invalid header.
    pub fn of(source: &Source) -> Result<Place, SetupError> {
        Ok(match source {
            Source::Header(name) => Place::Header(header_name(name)?),
            Source::Query(name) => Place::Query(name.to_string()),
            Source::Body(path) => Place::Body(path.to_string()),
        })
    }

    /// The value at the place.
    ///
    /// # Errors
    /// If there is no value, or more than one.
    pub fn read<'a>(&self, request: &Request<'a>) -> Result<Cow<'a, [u8]>, Unread> {
        match self {
            Place::Header(name) => match field(request.headers, name) {
                Field::Absent | Field::Once([]) => Err(Unread::Absent),
                Field::Repeated => Err(Unread::Repeated),
                Field::Once(value) => Ok(Cow::Borrowed(value)),
            },
            Place::Query(name) => parameter(request, name),
            Place::Body(_) if is_coded(request.headers) => Err(Unread::Malformed),
            Place::Body(path) => member::text(request.body, path),
        }
    }
}

/// Whether the flow reads a body that differs from the bytes that were sent. Such bytes could be
/// crafted so that they contain one text as sent, and another text once they are decompressed.
fn is_coded(headers: &HeaderMap) -> bool {
    let values = headers.get_all(CONTENT_ENCODING).iter();
    let codings = Codings::declared(values.map(HeaderValue::as_bytes));
    !codings.is_ok_and(|codings| codings.is_empty())
}

fn parameter<'a>(request: &Request<'a>, name: &str) -> Result<Cow<'a, [u8]>, Unread> {
    member::only(request.uri.query().unwrap_or_default().as_bytes(), name)
}

#[cfg(test)]
mod tests {
    use hyper::{Method, Uri};

    use super::*;

    #[test]
    fn nothing_is_read_of_a_compressed_body() {
        let place = Place::Body("a".to_owned());
        let read = |coding: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
            let request = Request {
                method: &Method::POST,
                uri: &Uri::from_static("/"),
                headers: &headers,
                body: br#"{"a":"k"}"#,
                now: 0,
            };
            place.read(&request).map(Cow::into_owned)
        };
        for coding in ["", "identity", "utf-8"] {
            assert_eq!(read(coding), Ok(b"k".to_vec()), "{coding}");
        }
        for coding in ["gzip", "identity, br", "unknown"] {
            assert_eq!(read(coding), Err(Unread::Malformed), "{coding}");
        }
    }
}

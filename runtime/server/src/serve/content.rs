//! Converts a body from the form in which it was sent to the form that the flow reads.

use std::fmt;

use bytes::Bytes;
use flowright_compression::{Codings, DecompressError, decompress};
use flowright_ir::image::BodyDecoder;
use flowright_stdlib::decode::{Charset, Part, without_bom};
use hyper::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::multipart::{Boundary, MultipartError, parts as multipart_parts};

/// A body without its `Content-Encoding`, and its declared charset.
pub(super) struct Content {
    pub(super) body: Bytes,
    pub(super) charset: Charset,
}

impl Content {
    /// Decompresses a body that was [read](crate::edge::body::read), under the same limit.
    pub(super) async fn of(
        headers: &HeaderMap,
        raw: &Bytes,
        cap: usize,
    ) -> Result<Content, DecompressError> {
        let values = headers.get_all(CONTENT_ENCODING).iter();
        // Unsupported codings were refused before the body was read.
        let codings = Codings::declared(values.map(HeaderValue::as_bytes)).unwrap_or_default();
        Ok(Content {
            body: decompress(raw.clone(), &codings, cap).await?,
            charset: Charset::declared(content_type(headers)),
        })
    }
}

/// The parts of a multipart body; an empty body has none.
pub(super) fn parts<'c>(
    content: &'c Content,
    headers: &HeaderMap,
) -> Result<Vec<Part<'c>>, MultipartError> {
    let Content { body, charset } = content;
    if body.is_empty() {
        return Ok(Vec::new());
    }
    let boundary = Boundary::declared(content_type(headers))?;
    multipart_parts(body, &boundary, *charset)
}

/// A body whose media type differs from the type that the flow reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrongMediaType {
    expected: &'static str,
    found: String,
}

impl fmt::Display for WrongMediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let WrongMediaType { expected, found } = self;
        write!(f, "expected {expected}, found {found}")
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// Refuses a form where JSON is expected, and JSON where a form is expected. Other types are
/// accepted, because they say little about what was sent. JSON declared as a form is accepted too,
/// because `curl -d` sends that. A multipart body cannot be read without its type.
pub(super) fn check_media_type(
    decoder: &BodyDecoder,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(), WrongMediaType> {
    let body = without_bom(body).trim_ascii_start();
    if body.is_empty() {
        return Ok(());
    }
    let essence = content_type(headers).split(|octet| *octet == b';').next();
    let essence = essence.unwrap_or_default().trim_ascii();
    let multipart = starts_with(essence, b"multipart/");
    let expected = match decoder {
        BodyDecoder::Json(_) | BodyDecoder::JsonBy(_)
            if multipart || essence.eq_ignore_ascii_case(FORM.as_bytes()) =>
        {
            if matches!(body.first(), Some(b'{' | b'[')) {
                return Ok(());
            }
            "application/json"
        }
        BodyDecoder::Form(_) if multipart || is_json(essence) => FORM,
        BodyDecoder::Form(_) if begins_as_object(body) => {
            let (expected, found) = (FORM, String::from("JSON"));
            return Err(WrongMediaType { expected, found });
        }
        BodyDecoder::Multipart(_) if essence.is_empty() => {
            let (expected, found) = (MULTIPART, String::from("no Content-Type"));
            return Err(WrongMediaType { expected, found });
        }
        BodyDecoder::Multipart(_) if !essence.eq_ignore_ascii_case(MULTIPART.as_bytes()) => {
            MULTIPART
        }
        BodyDecoder::Json(_)
        | BodyDecoder::JsonBy(_)
        | BodyDecoder::Form(_)
        | BodyDecoder::Multipart(_)
        | BodyDecoder::Text
        | BodyDecoder::Bytes
        | BodyDecoder::None => return Ok(()),
    };
    let found = String::from_utf8_lossy(essence).to_ascii_lowercase();
    Err(WrongMediaType { expected, found })
}

/// Whether a body is JSON, however it is declared: a form percent-encodes the braces and quotes of
/// a name.
fn begins_as_object(body: &[u8]) -> bool {
    let inside = body.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inside.is_some_and(|inside| matches!(inside.first(), Some(b'"' | b'}')))
}

/// JSON, or a format based on it (RFC 6839, 3.1).
fn is_json(essence: &[u8]) -> bool {
    let ends = essence.last_chunk::<5>();
    [&b"application/json"[..], b"text/json"]
        .iter()
        .any(|json| essence.eq_ignore_ascii_case(json))
        || ends.is_some_and(|end| end.eq_ignore_ascii_case(b"+json"))
}

fn starts_with(essence: &[u8], start: &[u8]) -> bool {
    let found = essence.get(..start.len());
    found.is_some_and(|found| found.eq_ignore_ascii_case(start))
}

fn content_type(headers: &HeaderMap) -> &[u8] {
    headers
        .get(CONTENT_TYPE)
        .map_or(&[], |value| value.as_bytes())
}

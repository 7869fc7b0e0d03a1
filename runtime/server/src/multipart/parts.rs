//! Splits a body into its parts.

use std::borrow::Cow;

use flowright_stdlib::decode::{Charset, FileHead, Part};
use memchr::memmem::Finder;

use super::boundary::Boundary;
use super::disposition::FileName;
use super::error::MultipartError;
use super::head::Head;
use super::limits::MOST_PARTS;

/// The content type of a part that declares none (RFC 7578, 4.4).
const PLAIN: &str = "text/plain";

/// The name of the field that holds the charset of the others (RFC 7578, 4.6).
const CHARSET: &[u8] = b"_charset_";

/// A part whose names are not decoded yet.
struct Raw<'b> {
    head: Head<'b>,
    content: &'b [u8],
}

/// What follows a boundary on its line.
enum After {
    /// A part, at that index.
    Part(usize),
    /// The end.
    End,
}

/// The parts of a body, in order. A part whose name is not text is left out, because it cannot be a
/// declared part. `charset` is the charset of the request.
///
/// # Errors
/// If the body is not `multipart/form-data` with that boundary.
pub fn parts<'b>(
    body: &'b [u8],
    boundary: &Boundary,
    charset: Charset,
) -> Result<Vec<Part<'b>>, MultipartError> {
    let raw = split(body, boundary)?;
    let named = raw
        .iter()
        .find(|one| *one.head.disposition.name == *CHARSET);
    let charset = named.map_or(charset, |one| Charset::named(one.content.trim_ascii()));
    Ok(raw
        .into_iter()
        .filter_map(|one| decoded(one, charset))
        .collect())
}

fn decoded(raw: Raw<'_>, charset: Charset) -> Option<Part<'_>> {
    let Raw { head, content } = raw;
    let declared = head.content_type;
    let file = head.disposition.file.map(|name| FileHead {
        name: match name {
            FileName::Text(text) => Ok(Cow::Owned(text)),
            FileName::Octets(octets) => text_of(octets, charset),
        },
        content_type: declared.map_or(Cow::Borrowed(PLAIN), Cow::Borrowed),
    });
    Some(Part {
        name: text_of(head.disposition.name, charset).ok()?,
        file,
        content,
        charset: match declared {
            Some(declared) => Charset::of(declared.as_bytes()).unwrap_or(charset),
            None => charset,
        },
    })
}

/// A name. Most senders write names in UTF-8, whatever the charset of the contents.
fn text_of(octets: Cow<'_, [u8]>, charset: Charset) -> Result<Cow<'_, str>, usize> {
    let charset = match std::str::from_utf8(&octets) {
        Ok(_) => Charset::Utf8,
        Err(_) => charset,
    };
    charset.decode_cow(octets)
}

fn split<'b>(body: &'b [u8], boundary: &Boundary) -> Result<Vec<Raw<'b>>, MultipartError> {
    let mut rest = body;
    while let Some(behind) = rest.strip_prefix(b"\r\n") {
        rest = behind;
    }
    let first = rest.strip_prefix(boundary.first());
    let begun = first.and_then(|first| Some((first, after(first)?)));
    let Some((first, mut next)) = begun else {
        return Err(MultipartError::NotBegun);
    };
    rest = first;
    let finder = Finder::new(boundary.delimiter());
    let mut parts = Vec::new();
    while let After::Part(start) = next {
        if parts.len() == MOST_PARTS {
            return Err(MultipartError::TooManyParts);
        }
        rest = rest.get(start..).unwrap_or_default();
        let part = parts.len() + 1;
        let head = Head::read(rest).map_err(|problem| MultipartError::Head { part, problem })?;
        // A part without content may end at the empty line.
        rest = rest.get(head.end..).unwrap_or_default();
        let (end, behind, line) = delimiter(rest, &finder).ok_or(MultipartError::NotEnded)?;
        let content = rest.get(2..end).unwrap_or_default();
        parts.push(Raw { head, content });
        rest = behind;
        next = line;
    }
    Ok(parts)
}

/// The index of the next boundary, the index after it, and what its line contains.
fn delimiter<'b>(octets: &'b [u8], finder: &Finder<'_>) -> Option<(usize, &'b [u8], After)> {
    let mut from = 0;
    loop {
        let at = from + finder.find(octets.get(from..)?)?;
        let behind = octets.get(at + finder.needle().len()..)?;
        if let Some(line) = after(behind) {
            return Some((at, behind, line));
        }
        // These bytes only resemble a boundary.
        from = at + finder.needle().len();
    }
}

/// What the line of a boundary contains after it; `None` if it is not a boundary after all.
fn after(rest: &[u8]) -> Option<After> {
    let closed = rest.strip_prefix(b"--");
    let line = closed.unwrap_or(rest);
    let blanks = line
        .iter()
        .take_while(|octet| matches!(octet, b' ' | b'\t'))
        .count();
    let end = line.get(blanks..)?;
    match closed {
        Some(_) if end.is_empty() || end.starts_with(b"\r\n") => Some(After::End),
        None if end.starts_with(b"\r\n") => Some(After::Part(blanks + 2)),
        _ => None,
    }
}

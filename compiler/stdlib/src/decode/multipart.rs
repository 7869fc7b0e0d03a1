//! The parts of a `multipart/form-data` body: fields and files.
//!
//! Not done here: finding the parts in the body.

use std::borrow::Cow;

use super::fields::{self, Given};
use super::form::{is_json, put_written};
use super::record::place;
use super::sink::{Sink, Stopped};
use super::trail::Trail;
use super::{Charset, DecodeError, Found, Problem, RecordShape, Shape};
use crate::memory::Context;

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'p> {
    /// The name of its field.
    pub name: Cow<'p, str>,
    /// The headers that describe the file, if the part is a file.
    pub file: Option<FileHead<'p>>,
    /// Its content.
    pub content: &'p [u8],
    /// The charset of its content, if it is a text.
    pub charset: Charset,
}

/// The description of a file in the headers of its part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHead<'p> {
    /// Its name as sent, which may be a path; if the name is not text, the offset of its first
    /// invalid byte.
    pub name: Result<Cow<'p, str>, usize>,
    /// Its content type.
    pub content_type: Cow<'p, str>,
}

/// Decodes parts into the words at `address`, which are in the arena. Texts and bytes that lie in
/// the body that the context holds are not copied. A body without parts becomes null if the shape
/// is optional.
///
/// # Errors
/// If the parts do not fit or need more memory than there is.
pub fn multipart_at(
    context: &mut Context,
    shape: &Shape,
    parts: &[Part<'_>],
    address: u64,
) -> Result<(), DecodeError> {
    let sink = Sink::of_body(context);
    let given = parts.iter().map(|part| (Cow::Borrowed(&*part.name), part));
    fields::read_whole(sink, shape, parts.is_empty(), given, address)
}

impl Given for &Part<'_> {
    /// A browser sends this for an input without a chosen file.
    fn is_nothing(&self, shape: &Shape) -> bool {
        let is_unnamed = |file: &FileHead<'_>| file.name.as_ref().is_ok_and(|name| name.is_empty());
        matches!(shape.without_null(), Shape::File(_))
            && self.content.is_empty()
            && self.file.as_ref().is_some_and(is_unnamed)
    }

    fn put(
        self,
        sink: &mut Sink<'_>,
        shape: &Shape,
        at: Option<u64>,
        trail: Trail<'_>,
    ) -> Result<(), Stopped> {
        let put = match (shape.without_null(), &self.file) {
            (Shape::File(record), Some(file)) => {
                put_file(sink, shape, record, at, file, self.content)
            }
            (Shape::File(_), None) => Err(Problem::mismatch(shape, Found::Text)),
            (Shape::Bytes, _) => put_content(sink, shape, at, self.content),
            (_, Some(_)) if !is_json(shape) => Err(Problem::mismatch(shape, Found::File)),
            _ => match self.charset.decode(self.content) {
                Ok(text) => {
                    let built = !sink.holds(text.as_bytes());
                    return put_written(sink, shape, at, &text, built, trail);
                }
                Err(at) => Err(Problem::NotUtf8 { at }),
            },
        };
        put.or_else(|problem| sink.note(&trail, problem))
    }
}

/// Writes the content of a part as bytes; an empty part becomes null where null is possible.
fn put_content(
    sink: &mut Sink<'_>,
    shape: &Shape,
    at: Option<u64>,
    content: &[u8],
) -> Result<(), Problem> {
    match shape {
        Shape::Optional(_) if content.is_empty() => sink.put_null(at),
        Shape::Optional(_) => {
            let at = sink.put_present(at)?;
            sink.put_slice(at, content)
        }
        _ => sink.put_slice(at, content),
    }
}

/// Writes a `file`.
fn put_file(
    sink: &mut Sink<'_>,
    shape: &Shape,
    record: &RecordShape,
    at: Option<u64>,
    file: &FileHead<'_>,
    content: &[u8],
) -> Result<(), Problem> {
    let name = match &file.name {
        Ok(name) => base_name(name),
        Err(at) => return Err(Problem::NotUtf8 { at: *at }),
    };
    let at = match shape {
        Shape::Optional(_) => sink.put_present(at)?,
        _ => at,
    };
    for field in record.fields() {
        let at = place(at, field.offset);
        match &*field.name {
            "name" => {
                let built = !sink.holds(name.as_bytes());
                sink.put_text(at, &name, built)?;
            }
            "content_type" => {
                let built = !sink.holds(file.content_type.as_bytes());
                sink.put_text(at, &file.content_type, built)?;
            }
            "size" => sink.put(at, &[content.len() as u64])?,
            _ => sink.put_slice(at, content)?,
        }
    }
    Ok(())
}

/// The name of a file without its path and without control characters, so that it can neither leave
/// a folder nor break a line; empty for `..` and `.`.
fn base_name(sent: &str) -> Cow<'_, str> {
    let base = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    if base == "." || base == ".." {
        return Cow::Borrowed("");
    }
    if base.contains(char::is_control) {
        let kept: String = base.chars().filter(|one| !one.is_control()).collect();
        return Cow::Owned(base_name(&kept).into_owned());
    }
    Cow::Borrowed(base)
}

#[cfg(test)]
mod tests {
    use super::base_name;

    #[test]
    fn a_name_has_no_path() {
        for (sent, base) in [
            ("a.txt", "a.txt"),
            ("/etc/passwd", "passwd"),
            ("..\\..\\x.exe", "x.exe"),
            ("C:\\fakepath\\Zoë 1.pdf", "Zoë 1.pdf"),
            ("a/", ""),
            ("..", ""),
            (".", ""),
            ("x/..", ""),
            (".\0.", ""),
            ("a\r\nb", "ab"),
            (".htaccess", ".htaccess"),
            ("", ""),
        ] {
            assert_eq!(base_name(sent), base, "{sent:?}");
        }
    }
}

//! The body of an `http` step in parts: `multipart { … }`.
//!
//! In: the values of its fields. Out: its parts, and their bytes between boundaries.

use flowright_effects::Bytes;
use flowright_host::Random;
use flowright_ir::image::PartKind;
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::View;
use flowright_stdlib::types::Type;
use flowright_stdlib::write::{field_text, json_text};

use super::request_text::RequestText;

/// The file name for bytes without a name, as in browsers.
const UNNAMED: &str = "blob";

/// The content type of bytes of unknown content.
const OCTETS: &str = "application/octet-stream";

/// A part of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestPart {
    /// A field.
    Text {
        /// Its name.
        name: Box<str>,
        /// Its value.
        text: RequestText,
    },
    /// A field with JSON.
    Json {
        /// Its name.
        name: Box<str>,
        /// Its value.
        json: RequestText,
    },
    /// A file.
    File {
        /// The name of its field.
        name: Box<str>,
        /// Its own name.
        file: Box<str>,
        /// Its content type.
        content_type: Box<str>,
        /// Its content.
        content: Bytes,
    },
}

/// The size of a part in addition to its contents and names, in bytes.
const HEAD: usize = 160;

/// The parts of a body that is being read.
#[derive(Default)]
pub(super) struct Parts {
    parts: Vec<RequestPart>,
    /// The number of bytes of their contents, names and heads.
    octets: usize,
}

impl Parts {
    /// Adds the parts of a field: none for null, and one for each element of a list.
    ///
    /// # Errors
    /// `too_large` if the contents are larger than the memory of the execution and the body of its
    /// request, which a list may share; `out_of_range` for a value without a text form, and for a
    /// content type that cannot be a header.
    pub(super) fn add(
        &mut self,
        name: &str,
        kind: PartKind,
        value: &View<'_>,
    ) -> Result<(), Failure> {
        match value.ty() {
            Type::Null => return Ok(()),
            Type::Optional(_) => {
                return match value.optional()? {
                    Some(value) => self.add(name, kind, &value),
                    None => Ok(()),
                };
            }
            Type::List(_) => {
                let mut elements = value.elements()?;
                return elements.try_for_each(|element| self.add(name, kind, &element));
            }
            _ => {}
        }
        self.count(name.len().saturating_add(HEAD), value)?;
        let name = name.into();
        let part = match kind {
            PartKind::Text => {
                let text = field_text(value)?;
                self.count(text.len(), value)?;
                let text = RequestText::of(&text, &[value]);
                RequestPart::Text { name, text }
            }
            PartKind::Json => {
                let json = json_text(value)?;
                self.count(json.len(), value)?;
                let json = RequestText::of(&json, &[value]);
                RequestPart::Json { name, json }
            }
            PartKind::Bytes => RequestPart::File {
                name,
                file: UNNAMED.into(),
                content_type: OCTETS.into(),
                content: self.content(value)?,
            },
            PartKind::File => {
                let fields = value.fields()?;
                let [file, content_type, content] = &fields[..] else {
                    return Err(Failure::internal(
                        "a file in a request does not have exactly three fields",
                    ));
                };
                let (file, content_type) = (file.text()?, media_type(content_type.text()?)?);
                self.count(file.len().saturating_add(content_type.len()), value)?;
                RequestPart::File {
                    name,
                    file: file.into(),
                    content_type: content_type.into(),
                    content: self.content(content)?,
                }
            }
        };
        self.parts.push(part);
        Ok(())
    }

    /// The parts, in order.
    pub(super) fn finish(self) -> Vec<RequestPart> {
        self.parts
    }

    fn content(&mut self, value: &View<'_>) -> Result<Bytes, Failure> {
        let content = value.bytes()?;
        self.count(content.len(), value)?;
        Ok(Bytes::copy_from_slice(content))
    }

    fn count(&mut self, octets: usize, value: &View<'_>) -> Result<(), Failure> {
        self.octets = self.octets.saturating_add(octets);
        if self.octets > value.most_octets() {
            let message = "the parts of a request are larger than the memory of the execution";
            return Err(Failure::new(FailureCode::TooLarge, message));
        }
        Ok(())
    }
}

/// The content type of a file, which becomes a header of its part.
fn media_type(written: &str) -> Result<&str, Failure> {
    if written.contains(|one: char| one.is_control()) {
        let message = "the content type of a file contains a control character";
        return Err(Failure::new(FailureCode::OutOfRange, message));
    }
    let written = written.trim();
    Ok(if written.is_empty() { OCTETS } else { written })
}

/// The bytes of a body, and its content type.
///
/// # Errors
/// `internal` if a secret is not filled in, or if there is no randomness.
pub fn assembled(parts: &[RequestPart], random: &dyn Random) -> Result<(String, Vec<u8>), Failure> {
    let mut contents = Vec::with_capacity(parts.len());
    for part in parts {
        contents.push(match part {
            RequestPart::Text { text, .. } => text.expose()?.as_bytes(),
            RequestPart::Json { json, .. } => json.expose()?.as_bytes(),
            RequestPart::File { content, .. } => content,
        });
    }
    let boundary = boundary(&contents, random)?;
    let mut body = Vec::new();
    for (part, content) in parts.iter().zip(contents) {
        body.extend_from_slice(format!("--{boundary}\r\n{}\r\n\r\n", head(part)).as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok((format!("multipart/form-data; boundary={boundary}"), body))
}

/// A random boundary that occurs in none of the contents.
fn boundary(contents: &[&[u8]], random: &dyn Random) -> Result<String, Failure> {
    loop {
        let number = || random.next_u64();
        let numbers = number().and_then(|first| Ok((first, number()?)));
        let (first, second) = numbers.map_err(|error| Failure::internal(error.to_string()))?;
        let boundary = format!("flowright-{first:016x}{second:016x}");
        let finder = memchr::memmem::Finder::new(boundary.as_bytes());
        if contents
            .iter()
            .all(|content| finder.find(content).is_none())
        {
            return Ok(boundary);
        }
    }
}

fn head(part: &RequestPart) -> String {
    let disposition =
        |name: &str| format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
    match part {
        RequestPart::Text { name, text: _ } => disposition(name),
        RequestPart::Json { name, json: _ } => {
            format!("{}\r\nContent-Type: application/json", disposition(name))
        }
        RequestPart::File {
            name,
            file,
            content_type,
            content: _,
        } => format!(
            "{}; filename=\"{}\"\r\nContent-Type: {content_type}",
            disposition(name),
            quoted(file)
        ),
    }
}

/// A name between quotes, as browsers escape it (WHATWG HTML, 4.10.21.8). Other control characters
/// are left out, because some receivers take them for the end of the header.
fn quoted(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len());
    for one in name.chars() {
        match one {
            '"' => quoted.push_str("%22"),
            '\r' => quoted.push_str("%0D"),
            '\n' => quoted.push_str("%0A"),
            one if one.is_control() => {}
            one => quoted.push(one),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use flowright_host::SeededRandom;
    use flowright_stdlib::codec::SecretText;

    use super::*;

    fn text(name: &str, text: RequestText) -> RequestPart {
        RequestPart::Text {
            name: name.into(),
            text,
        }
    }

    #[test]
    fn parts_are_written_between_boundaries() {
        let parts = [
            text("a\"\r\n\0b", RequestText::Plain("x\r\n".into())),
            text("key", RequestText::Secret(SecretText::new("hunter2"))),
            RequestPart::Json {
                name: "order".into(),
                json: RequestText::Plain("{}".into()),
            },
            RequestPart::File {
                name: "file".into(),
                file: "Zo\u{eb}; \"x\".png".into(),
                content_type: "image/png".into(),
                content: Bytes::from_static(b"\0\xff"),
            },
        ];
        let (kind, body) = assembled(&parts, &SeededRandom::new(7)).unwrap();
        let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
        assert_eq!(boundary.len(), 42);
        let expected = [
            "--B\r\nContent-Disposition: form-data; name=\"a%22%0D%0Ab\"\r\n\r\nx\r\n\r\n",
            "--B\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nhunter2\r\n",
            "--B\r\nContent-Disposition: form-data; name=\"order\"\r\nContent-Type: application/json\r\n\r\n{}\r\n",
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Zo\u{eb}; %22x%22.png\"\r\nContent-Type: image/png\r\n\r\n",
        ]
        .concat()
        .replace('B', boundary);
        let end = format!("\r\n--{boundary}--\r\n");
        assert_eq!(
            body,
            [expected.as_bytes(), b"\0\xff", end.as_bytes()].concat()
        );
        // Each request has a different boundary.
        let random = SeededRandom::new(7);
        let (first, _) = assembled(&parts, &random).unwrap();
        let (second, _) = assembled(&parts, &random).unwrap();
        assert_ne!(first, second);
    }

    #[test]
    fn a_boundary_does_not_occur_in_a_content() {
        let first = boundary(&[], &SeededRandom::new(3)).unwrap();
        let content = format!("x{first}x");
        let second = boundary(&[b"", content.as_bytes()], &SeededRandom::new(3)).unwrap();
        assert_ne!(first, second);
    }

    #[test]
    fn a_content_type_is_one_line() {
        assert_eq!(media_type(" a/b; c=d "), Ok("a/b; c=d"));
        assert_eq!(media_type(""), Ok(OCTETS));
        for bad in ["a/b\r\nX: y", "a\0b", "a\n"] {
            let code = media_type(bad).unwrap_err().code;
            assert_eq!(code, FailureCode::OutOfRange, "{bad:?}");
        }
    }
}

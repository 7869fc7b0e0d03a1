//! The parts of a multipart body, as a sender would create them from a value.

use std::borrow::Cow;

use flowright_stdlib::decode::{Charset, FileHead, Part};

use crate::value::Value;
use crate::write;

/// A part with its own memory.
pub(crate) struct Sent {
    name: String,
    file: Option<(String, String)>,
    content: Vec<u8>,
}

/// The parts for a record: one for each element of a list, and none for null.
pub(crate) fn of(data: &Value) -> Vec<Sent> {
    let Value::Record(fields) = data else {
        unreachable!("a multipart body is a record, not {data:?}")
    };
    let mut parts = Vec::new();
    for (name, value) in fields.iter() {
        for value in write::repeated(value) {
            parts.push(Sent {
                name: name.to_string(),
                file: file(value),
                content: content(value),
            });
        }
    }
    parts
}

/// The same parts in the form that the decoder takes.
pub(crate) fn borrowed(parts: &[Sent]) -> Vec<Part<'_>> {
    let part = |one: &'_ Sent| Part {
        name: Cow::Owned(one.name.clone()),
        file: one.file.as_ref().map(|(name, kind)| FileHead {
            name: Ok(Cow::Owned(format!("some/folder/{name}"))),
            content_type: Cow::Owned(kind.clone()),
        }),
        content: &[],
        charset: Charset::Utf8,
    };
    let parts = parts.iter().map(|one| Part {
        content: &one.content,
        ..part(one)
    });
    parts.collect()
}

fn file(value: &Value) -> Option<(String, String)> {
    match (value.field("name"), value.field("content_type")) {
        (Some(Value::Text(name)), Some(Value::Text(kind))) => {
            Some((name.to_string(), kind.to_string()))
        }
        _ => None,
    }
}

fn content(value: &Value) -> Vec<u8> {
    match (value, value.field("bytes")) {
        (Value::Bytes(content), _) | (_, Some(Value::Bytes(content))) => content.to_vec(),
        _ => write::scalar(value).unwrap_or_default().into_bytes(),
    }
}

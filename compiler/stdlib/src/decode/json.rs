//! JSON.

use std::ops::Range;

use serde::de::DeserializeSeed;

use super::path::JsonStep;
use super::preflight;
use super::quick;
use super::reader::Reader;
use super::sink::{Sink, Stopped};
use super::trail::Trail;
use super::{DecodeError, Problem, Shape, without_bom};
use crate::memory::Context;

/// Decodes into the words at `address`, which are in the arena. Texts are copied unless `octets`
/// lies in the body that the context holds.
///
/// # Errors
/// If the bytes do not fit, are not JSON as defined by RFC 8259, or need more memory than there is.
///
/// A byte order mark before the text is ignored. An empty body becomes null if the shape is
/// optional.
pub fn json_at(
    context: &mut Context,
    shape: &Shape,
    octets: &[u8],
    address: u64,
) -> Result<(), DecodeError> {
    let text = without_bom(octets);
    let is_utf8 = text.is_ascii() || std::str::from_utf8(text).is_ok();
    if is_utf8 && quick::read(&mut Sink::new(context, text), shape, text, address).is_ok() {
        return Ok(());
    }
    // Something is wrong or unusual: read it again with the slower parser.
    json_by_seed_at(context, shape, octets, address)
}

/// Like [`json_at`], but uses only the seed: the same result, but slower. Used to measure what the
/// quick reader saves.
///
/// # Errors
/// As for [`json_at`].
pub fn json_by_seed_at(
    context: &mut Context,
    shape: &Shape,
    octets: &[u8],
    address: u64,
) -> Result<(), DecodeError> {
    let octets = without_bom(octets);
    if octets.trim_ascii().is_empty() {
        return absent(context, shape, address);
    }
    // serde_json rejects unpaired surrogates in undeclared members, too.
    let mended = preflight::check(octets)?;
    by_seed(context, shape, mended.as_deref().unwrap_or(octets), address)
}

/// Handles an empty body.
#[cold]
fn absent(context: &mut Context, shape: &Shape, address: u64) -> Result<(), DecodeError> {
    match shape {
        Shape::Null => Ok(()),
        Shape::Optional(_) => Ok(Sink::new(context, &[]).put_null(Some(address))?),
        _ => Err(Problem::Empty.into()),
    }
}

fn by_seed(
    context: &mut Context,
    shape: &Shape,
    octets: &[u8],
    address: u64,
) -> Result<(), DecodeError> {
    let text = std::str::from_utf8(octets).map_err(|error| Problem::NotUtf8 {
        at: error.valid_up_to(),
    })?;
    let mut sink = Sink::new(context, octets);
    match read(&mut sink, shape, text, address) {
        Err(_) if sink.exact => {
            let mut sink = Sink::new(context, octets);
            sink.exact = true;
            read(&mut sink, shape, text, address)
        }
        result => result,
    }
}

/// Reads a whole text. If the text is not JSON, only that is reported, because problems with its
/// members would be meaningless.
pub(super) fn read(
    sink: &mut Sink<'_>,
    shape: &Shape,
    text: &str,
    address: u64,
) -> Result<(), DecodeError> {
    let mut parser = serde_json::Deserializer::from_str(text);
    let reader = Reader {
        sink,
        shape,
        at: Some(address),
        trail: Trail::Whole,
    };
    match reader.deserialize(&mut parser).and_then(|()| parser.end()) {
        Err(error) if !sink.is_stopped() => Err(syntax(&error).into()),
        Ok(()) | Err(_) => sink.finish(),
    }
}

/// Reads the JSON text of a member of another format. The text may have been built from the source,
/// so nothing points into it. Problems are noted under the member's path.
pub(super) fn member(
    sink: &mut Sink<'_>,
    shape: &Shape,
    text: &str,
    at: Option<u64>,
    trail: Trail<'_>,
) -> Result<(), Stopped> {
    let mended = match preflight::check(text.as_bytes()) {
        Ok(mended) => mended,
        Err(problem) => return sink.note(&trail, problem),
    };
    let mended = mended.map(|octets| String::from_utf8_lossy(&octets).into_owned());
    let mut parser = serde_json::Deserializer::from_str(mended.as_deref().unwrap_or(text));
    sink.while_copying(|sink| {
        let reader = Reader {
            sink,
            shape,
            at,
            trail,
        };
        reader.deserialize(&mut parser).and_then(|()| parser.end())
    })
    .or_else(|error| match sink.is_stopped() {
        true => Err(Stopped),
        false => sink.note(&trail, syntax(&error)),
    })
}

#[cold]
fn syntax(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let message = error.to_string();
    let place = format!(" at line {line} column {column}");
    Problem::Syntax {
        message: message.strip_suffix(&place).unwrap_or(&message).into(),
        line,
        column,
    }
}

/// The position of the value at a path in a JSON text; `None` if the path leads to no value, or if
/// the value is null. If several members have the same name, the last one counts.
#[must_use]
pub fn json_part(json: &str, path: &[JsonStep<'_>]) -> Option<Range<usize>> {
    quick::find(json.as_bytes(), path)
}

//! JSON.

use bytes::Bytes;
use serde::de::DeserializeSeed;

use super::preflight;
use super::quick;
use super::reader::Reader;
use super::sink::Sink;
use super::{DecodeError, Problem, Shape};
use crate::memory::Context;

/// Decodes the body of a request, which the context holds from then on: the address of the value.
///
/// # Errors
/// Where the body does not fit, is not JSON as RFC 8259 has it, or needs more memory than there is.
pub fn json(context: &mut Context, shape: &Shape, body: &Bytes) -> Result<u64, DecodeError> {
    context.hold_body(body.clone());
    response(context, shape, body)
}

/// Decodes the body of an answer, which goes away: the address of the value.
///
/// # Errors
/// As [`json`].
pub fn response(context: &mut Context, shape: &Shape, octets: &[u8]) -> Result<u64, DecodeError> {
    let address = context.allocate(shape.words()).map_err(Problem::from)?;
    json_at(context, shape, octets, address)?;
    Ok(address)
}

/// Decodes into the words at `address`, which are in the arena. Texts are copied unless `octets` lie in the body that the context
/// holds.
///
/// # Errors
/// As [`json`].
pub fn json_at(
    context: &mut Context,
    shape: &Shape,
    octets: &[u8],
    address: u64,
) -> Result<(), DecodeError> {
    preflight::check(octets)?;
    if quick::read(&mut Sink::new(context, octets), shape, octets, address).is_ok() {
        return Ok(());
    }
    // Now for what is wrong, or unusual.
    let text = std::str::from_utf8(octets).map_err(|error| Problem::NotUtf8 {
        at: error.valid_up_to(),
    })?;
    if octets.trim_ascii().is_empty() {
        return Err(Problem::Empty.into());
    }
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
    };
    let result = reader.deserialize(&mut parser).and_then(|()| parser.end());
    result.map_err(|error| {
        let problem = sink.take_problem().unwrap_or_else(|| syntax(&error));
        sink.error(problem)
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

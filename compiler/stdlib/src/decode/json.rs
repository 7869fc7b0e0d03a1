//! JSON.

use serde::de::DeserializeSeed;

use super::preflight;
use super::quick;
use super::reader::Reader;
use super::sink::Sink;
use super::{DecodeError, Problem, Shape};
use crate::memory::Context;

/// Decodes into the words at `address`, which are in the arena. Texts are copied unless `octets` lie in the body that the context
/// holds.
///
/// # Errors
/// Where the octets do not fit, are not JSON as RFC 8259 has it, or need more memory than there is.
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
    by_seed(context, shape, octets, address)
}

/// As [`json_at`], by the seed alone: the same result, more slowly. For measuring what the quick reader saves.
///
/// # Errors
/// As [`json_at`].
pub fn json_by_seed_at(
    context: &mut Context,
    shape: &Shape,
    octets: &[u8],
    address: u64,
) -> Result<(), DecodeError> {
    preflight::check(octets)?;
    by_seed(context, shape, octets, address)
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

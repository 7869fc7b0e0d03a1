//! From a request to the record of `context` members that a workflow reads.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;

use bytes::Bytes;
use flowright_ir::image::{BodyDecoder, Input, MemberKind, PathSegment, Workflow};
use flowright_stdlib::decode::{self, DecodeError, Problem, Shape};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;
use hyper::http::request::Parts;
use sha2::{Digest, Sha256};

/// What a workflow may see of a request.
pub(super) struct Facts<'a> {
    pub(super) parts: &'a Parts,
    pub(super) parameters: &'a [Cow<'a, str>],
    pub(super) body: &'a Bytes,
    pub(super) ip: IpAddr,
    pub(super) request_id: &'a str,
    /// Microseconds since 1970.
    pub(super) received_at: i64,
}

/// Why a request does not fit its workflow.
#[derive(Debug)]
pub(super) enum InputError {
    /// The body is of another shape.
    Body(DecodeError),
    /// The body is not UTF-8.
    NotText,
    /// There is a body where there must be none.
    NotEmpty,
    /// A parameter of the path is of another type: there is no such path.
    Parameter,
    /// The request needs more memory than an execution may have, or Flowright has a defect.
    Failure(Failure),
}

impl From<Failure> for InputError {
    fn from(failure: Failure) -> InputError {
        InputError::Failure(failure)
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InputError::Body(error) => error.fmt(f),
            InputError::NotText => f.write_str("the body is not UTF-8 text"),
            InputError::NotEmpty => f.write_str("the body must be empty"),
            InputError::Parameter => f.write_str("there is no such path"),
            InputError::Failure(failure) => failure.fmt(f),
        }
    }
}

/// Writes every member but the decoded body.
pub(super) fn fill(
    context: &mut Context,
    workflow: &Workflow,
    facts: &Facts<'_>,
) -> Result<(), InputError> {
    context.hold_body(facts.body.clone());
    let record = context.allocate(workflow.input.words)?;
    context.input = record;
    for member in &workflow.input.members {
        let at = member.offset;
        match &member.kind {
            MemberKind::Data => {}
            MemberKind::Param(index) => parameter(context, workflow, facts, *index, record, at)?,
            MemberKind::Header(name) => {
                let value = facts
                    .parts
                    .headers
                    .get(&**name)
                    .and_then(|value| value.to_str().ok());
                optional_text(context, record, at, value)?;
            }
            MemberKind::Headers => headers(context, facts, record, at)?,
            MemberKind::Query(name) => {
                let value = query(facts, name);
                optional_text(context, record, at, value.as_deref())?;
            }
            MemberKind::Method => context.store_text(record, at, facts.parts.method.as_str())?,
            MemberKind::Path => context.store_text(record, at, facts.parts.uri.path())?,
            MemberKind::Ip => context.store_text(record, at, &facts.ip.to_string())?,
            MemberKind::RequestId => context.store_text(record, at, facts.request_id)?,
            MemberKind::ReceivedAt => {
                context.store(record, at, facts.received_at.cast_unsigned())?;
            }
            MemberKind::Body => body(context, at)?,
            MemberKind::BodyHash => context.store_text(record, at, &hash(facts.body))?,
        }
    }
    Ok(())
}

/// Decodes the body by its declared type, into the record where the code reads it.
pub(super) fn decode_body(
    context: &mut Context,
    workflow: &Workflow,
    raw: &Bytes,
) -> Result<(), InputError> {
    let place = data_offset(&workflow.input);
    match &workflow.body {
        BodyDecoder::Json(shape) => {
            let to = target(context, place, shape)?;
            decode::json_at(context, shape, raw, to).map_err(body_error)
        }
        BodyDecoder::Form(shape) => {
            let to = target(context, place, shape)?;
            decode::form_at(context, shape, raw, to).map_err(body_error)
        }
        BodyDecoder::Text => {
            std::str::from_utf8(raw).map_err(|_| InputError::NotText)?;
            Ok(place.map_or(Ok(()), |at| body(context, at))?)
        }
        BodyDecoder::Bytes => Ok(place.map_or(Ok(()), |at| body(context, at))?),
        BodyDecoder::None if raw.is_empty() => Ok(()),
        BodyDecoder::None => Err(InputError::NotEmpty),
    }
}

/// A body that needs more memory than there is fits its type well enough.
fn body_error(error: DecodeError) -> InputError {
    match error.problem {
        Problem::Memory(failure) => InputError::Failure(failure),
        _ => InputError::Body(error),
    }
}

fn data_offset(input: &Input) -> Option<u32> {
    input
        .members
        .iter()
        .find(|member| member.kind == MemberKind::Data)
        .map(|member| member.offset)
}

/// Where the body goes; what nobody reads is checked all the same, and needs a place for what its shape stores.
fn target(context: &mut Context, place: Option<u32>, shape: &Shape) -> Result<u64, Failure> {
    match place {
        Some(offset) => Ok(context.input.wrapping_add(u64::from(offset) * 8)),
        None => context.allocate(shape.words()),
    }
}

/// Points at the body that the context holds, without a copy.
fn body(context: &mut Context, at: u32) -> Result<(), Failure> {
    let record = context.input;
    let [address, length] = context.body_words();
    context.store(record, at, address)?;
    context.store(record, at + 1, length)
}

fn parameter(
    context: &mut Context,
    workflow: &Workflow,
    facts: &Facts<'_>,
    index: usize,
    record: u64,
    at: u32,
) -> Result<(), InputError> {
    let declared = workflow
        .route
        .path
        .iter()
        .filter_map(|segment| match segment {
            PathSegment::Parameter { ty, .. } => Some(ty),
            PathSegment::Literal(_) => None,
        });
    let (Some(ty), Some(value)) = (declared.clone().nth(index), facts.parameters.get(index)) else {
        return Err(Failure::internal("a route lacks a parameter").into());
    };
    let address = record.wrapping_add(u64::from(at) * 8);
    decode::text_value(context, &Shape::of(ty), value, address).map_err(|error| {
        match error.problem {
            Problem::Memory(failure) => InputError::Failure(failure),
            _ => InputError::Parameter,
        }
    })
}

fn optional_text(
    context: &mut Context,
    record: u64,
    at: u32,
    value: Option<&str>,
) -> Result<(), Failure> {
    let Some(value) = value else { return Ok(()) };
    context.store(record, at, 1)?;
    context.store_text(record, at + 1, value)
}

fn headers(context: &mut Context, facts: &Facts<'_>, record: u64, at: u32) -> Result<(), Failure> {
    let readable = facts
        .parts
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
    let [list, count] = context.allocate_headers(readable)?;
    context.store(record, at, list)?;
    context.store(record, at + 1, count)
}

fn query<'a>(facts: &'a Facts<'_>, name: &str) -> Option<Cow<'a, str>> {
    let query = facts.parts.uri.query()?;
    form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value)
}

fn hash(body: &[u8]) -> String {
    Sha256::digest(body)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            for nibble in [byte >> 4, byte & 15] {
                hex.extend(char::from_digit(u32::from(nibble), 16));
            }
            hex
        })
}

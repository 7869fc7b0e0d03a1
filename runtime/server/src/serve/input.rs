//! From a request to the record of `context` members that a workflow reads.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;

use bytes::Bytes;
use flowright_engine::Execution;
use flowright_ir::image::{
    BodyDecoder, ContextMember, InputMember, PathSegment, Webhook, Workflow,
};
use flowright_stdlib::decode::{DecodeError, Problem, Shape};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::Place;
use flowright_stdlib::types::Type;
use hyper::header::HeaderName;
use hyper::http::request::Parts;
use sha2::{Digest, Sha256};

use crate::audit::Why;

/// The names of the header fields that a workflow reads, one for each member of its input; `None` for other members, and for a name that
/// no field can have.
pub(super) struct HeaderNames(Box<[Option<HeaderName>]>);

impl HeaderNames {
    /// Parses the names, so that no request has to.
    pub(super) fn of(workflow: &Workflow) -> HeaderNames {
        let name = |member: &InputMember| match &member.kind {
            ContextMember::Header(name) => HeaderName::from_bytes(name.as_bytes()).ok(),
            ContextMember::Data
            | ContextMember::Param(_)
            | ContextMember::Headers
            | ContextMember::Query(_)
            | ContextMember::Method
            | ContextMember::Path
            | ContextMember::Ip
            | ContextMember::RequestId
            | ContextMember::ReceivedAt
            | ContextMember::Body
            | ContextMember::BodyHash => None,
        };
        HeaderNames(workflow.input.members.iter().map(name).collect())
    }

    fn of_member(&self, index: usize) -> Option<&HeaderName> {
        self.0.get(index)?.as_ref()
    }
}

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

impl InputError {
    /// The member and the kind, for the audit log.
    pub(super) fn why(&self) -> Why {
        let (member, kind) = match self {
            InputError::Body(error) => (error.path.clone(), error.problem.kind()),
            InputError::NotText => (String::new(), "not_utf8"),
            InputError::NotEmpty => (String::new(), "not_empty"),
            InputError::Parameter | InputError::Failure(_) => (String::new(), "other"),
        };
        Why::Mismatch { member, kind }
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
    execution: &mut Execution,
    workflow: &Workflow,
    webhook: &Webhook,
    names: &HeaderNames,
    facts: &Facts<'_>,
) -> Result<(), InputError> {
    for (index, member) in workflow.input.members.iter().enumerate() {
        let mut place = execution.member(index)?;
        match &member.kind {
            ContextMember::Data => {}
            ContextMember::Param(index) => parameter(place, webhook, facts, *index)?,
            ContextMember::Header(_) => {
                let name = names.of_member(index);
                let value = name.and_then(|name| facts.parts.headers.get(name));
                optional_text(place, value.and_then(|value| value.to_str().ok()))?;
            }
            ContextMember::Headers => {
                let headers = facts.parts.headers.iter();
                let readable =
                    headers.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
                place.headers(readable)?;
            }
            ContextMember::Query(name) => optional_text(place, query(facts, name).as_deref())?,
            ContextMember::Method => place.text(facts.parts.method.as_str())?,
            ContextMember::Path => place.text(facts.parts.uri.path())?,
            ContextMember::Ip => place.text(&facts.ip.to_string())?,
            ContextMember::RequestId => place.text(facts.request_id)?,
            ContextMember::ReceivedAt => place.time(facts.received_at)?,
            ContextMember::Body => place.body()?,
            ContextMember::BodyHash => place.text(&hash(facts.body))?,
        }
    }
    Ok(())
}

/// Decodes the body by its declared type, where the code reads it; a body that the code does not read is checked all the same.
pub(super) fn decode_body(
    execution: &mut Execution,
    workflow: &Workflow,
    webhook: &Webhook,
    raw: &Bytes,
) -> Result<(), InputError> {
    let members = &workflow.input.members;
    let data = members
        .iter()
        .position(|one| one.kind == ContextMember::Data);
    match (&webhook.body, data) {
        (BodyDecoder::Json(shape), Some(data)) => {
            let decoded = execution.member(data)?.json(shape, raw);
            decoded.map_err(refused)
        }
        (BodyDecoder::Json(shape), None) => {
            let checked = execution.allocate(&Type::Null)?.check_json(shape, raw);
            checked.map_err(refused)
        }
        (BodyDecoder::Form(shape), Some(data)) => {
            let decoded = execution.member(data)?.form(shape, raw);
            decoded.map_err(refused)
        }
        (BodyDecoder::Form(shape), None) => {
            let checked = execution.allocate(&Type::Null)?.check_form(shape, raw);
            checked.map_err(refused)
        }
        (BodyDecoder::Text, None) => match std::str::from_utf8(raw) {
            Ok(_) => Ok(()),
            Err(_) => Err(InputError::NotText),
        },
        (BodyDecoder::Text, Some(data)) => match execution.member(data)?.body() {
            Err(failure) if failure.code == FailureCode::Decode => Err(InputError::NotText),
            other => Ok(other?),
        },
        (BodyDecoder::Bytes, Some(data)) => Ok(execution.member(data)?.body()?),
        (BodyDecoder::Bytes, None) => Ok(()),
        (BodyDecoder::None, _) if raw.is_empty() => Ok(()),
        (BodyDecoder::None, _) => Err(InputError::NotEmpty),
    }
}

/// A body that needs more memory than there is fits its type well enough.
fn refused(error: DecodeError) -> InputError {
    match error.problem {
        Problem::Memory(failure) => InputError::Failure(failure),
        _ => InputError::Body(error),
    }
}

fn parameter(
    mut place: Place<'_>,
    webhook: &Webhook,
    facts: &Facts<'_>,
    index: usize,
) -> Result<(), InputError> {
    let path = webhook.route.path.iter();
    let mut declared = path.filter_map(|segment| match segment {
        PathSegment::Parameter { ty, .. } => Some(ty),
        PathSegment::Literal(_) => None,
    });
    let (Some(ty), Some(value)) = (declared.nth(index), facts.parameters.get(index)) else {
        return Err(Failure::internal("a route lacks a parameter").into());
    };
    place
        .scalar(&Shape::of(ty), value)
        .map_err(|error| match error.problem {
            Problem::Memory(failure) => InputError::Failure(failure),
            _ => InputError::Parameter,
        })
}

fn optional_text(place: Place<'_>, value: Option<&str>) -> Result<(), Failure> {
    match value {
        Some(value) => place.some()?.text(value),
        None => Ok(()),
    }
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

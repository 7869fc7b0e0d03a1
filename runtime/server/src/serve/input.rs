//! Turns a request into the record of `context` members that a workflow reads.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;

use bytes::Bytes;
use flowright_engine::Execution;
use flowright_ir::image::{
    BodyDecoder, ContextMember, InputMember, PathSegment, Webhook, Workflow,
};
use flowright_stdlib::decode::{Charset, DecodeError, Pairs, Problem, Shape};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Place;
use flowright_stdlib::types::Type;
use hyper::header::HeaderName;
use hyper::http::request::Parts;
use sha2::{Digest, Sha256};

use super::content::{self, Content, WrongMediaType, check_media_type};
use crate::audit::Why;
use crate::multipart::MultipartError;

/// The names of the header fields that a workflow reads, one for each member of its input; `None`
/// for other members, and for an invalid header name.
pub(super) struct HeaderNames(Box<[Option<HeaderName>]>);

impl HeaderNames {
    /// Parses the names once, so that they need not be parsed for each request.
    pub(super) fn of(workflow: &Workflow) -> HeaderNames {
        let name = |member: &InputMember| match &member.kind {
            ContextMember::Header(name) => HeaderName::from_bytes(name.as_bytes()).ok(),
            ContextMember::Data
            | ContextMember::Param(_)
            | ContextMember::Headers
            | ContextMember::DeclaredHeaders
            | ContextMember::Query(_)
            | ContextMember::DeclaredQuery
            | ContextMember::Method
            | ContextMember::Path
            | ContextMember::Ip
            | ContextMember::Caller
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

/// The parts of a request that a workflow may read.
pub(super) struct Facts<'a> {
    pub(super) parts: &'a Parts,
    pub(super) parameters: &'a [Cow<'a, str>],
    /// The body as it was sent.
    pub(super) raw: &'a Bytes,
    /// The body after decompression.
    pub(super) content: &'a Content,
    pub(super) ip: IpAddr,
    /// The caller, if `verify` identifies one.
    pub(super) caller: Option<&'a str>,
    pub(super) request_id: &'a str,
    /// Microseconds since 1970.
    pub(super) received_at: i64,
}

/// Why a request does not match its workflow.
#[derive(Debug)]
pub(super) enum InputError {
    /// The body, or a declared query parameter or header, has a different type.
    Mismatch(DecodeError),
    /// The body is not `multipart/form-data`, although it is declared as that.
    Multipart(MultipartError),
    /// The body is not UTF-8.
    NotText,
    /// There is a body although there must be none.
    NotEmpty,
    /// The body has a different media type.
    MediaType(WrongMediaType),
    /// A header that the program reads is not UTF-8.
    Header(Box<str>),
    /// A query parameter that the program reads is not UTF-8.
    Query(Box<str>),
    /// A path parameter has a different type, so the path does not exist.
    Parameter,
    /// The request needs more memory than an execution may use, or Flowright has a bug.
    Failure(Failure),
}

impl From<Failure> for InputError {
    fn from(failure: Failure) -> InputError {
        InputError::Failure(failure)
    }
}

impl InputError {
    /// The member and the kind of problem, for the audit log.
    pub(super) fn why(&self) -> Why {
        let (member, kind) = match self {
            InputError::Mismatch(error) => (error.path.clone(), error.problem.kind()),
            InputError::Multipart(_) => (String::new(), "syntax"),
            InputError::NotText => (String::new(), "not_utf8"),
            InputError::NotEmpty => (String::new(), "not_empty"),
            InputError::MediaType(_) => (String::new(), "media_type"),
            InputError::Header(name) => (format!("headers.{name}"), "not_utf8"),
            InputError::Query(name) => (format!("query.{name}"), "not_utf8"),
            InputError::Parameter | InputError::Failure(_) => (String::new(), "other"),
        };
        Why::Mismatch { member, kind }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InputError::Mismatch(error) => error.fmt(f),
            InputError::Multipart(error) => error.fmt(f),
            InputError::NotText => f.write_str("the body is not UTF-8 text"),
            InputError::NotEmpty => f.write_str("the body must be empty"),
            InputError::MediaType(wrong) => wrong.fmt(f),
            InputError::Header(name) => write!(f, "the header {name} is not UTF-8"),
            InputError::Query(name) => write!(f, "{name} in the query is not UTF-8"),
            InputError::Parameter => f.write_str("there is no such path"),
            InputError::Failure(failure) => failure.fmt(f),
        }
    }
}

/// Writes every member except those that are decoded after `when`.
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
            ContextMember::Data | ContextMember::DeclaredHeaders | ContextMember::DeclaredQuery => {
            }
            ContextMember::Param(index) => parameter(place, webhook, facts, *index)?,
            ContextMember::Header(name) => {
                let known = names.of_member(index);
                let value = known.and_then(|name| facts.parts.headers.get(name));
                let text = value.map(|value| std::str::from_utf8(value.as_bytes()));
                let text = text.transpose();
                let text = text.map_err(|_| InputError::Header(name.clone()))?;
                optional_text(place, text)?;
            }
            ContextMember::Headers => {
                // It is not known in advance which headers are read, so a header that is not UTF-8
                // is passed on with replacement characters.
                let headers = facts.parts.headers.iter();
                let texts: Vec<_> = headers
                    .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())))
                    .collect();
                place.headers(texts.iter().map(|(name, value)| (*name, &**value)))?;
            }
            ContextMember::Query(name) => optional_text(place, query(facts, name)?.as_deref())?,
            ContextMember::Method => place.text(facts.parts.method.as_str())?,
            ContextMember::Path => place.text(facts.parts.uri.path())?,
            ContextMember::Ip => place.text(&facts.ip.to_string())?,
            ContextMember::Caller => {
                let caller = facts.caller;
                place
                    .text(caller.ok_or_else(|| Failure::internal("a request without a caller"))?)?;
            }
            ContextMember::RequestId => place.text(facts.request_id)?,
            ContextMember::ReceivedAt => place.time(facts.received_at)?,
            ContextMember::Body => place.body()?,
            ContextMember::BodyHash => place.text(&hash(facts.raw))?,
        }
    }
    Ok(())
}

/// Decodes the body by its declared type if the code reads it; otherwise the body is only checked.
/// If the body may have one of several shapes, `shape` is the index of the shape that the trigger's
/// condition chose.
pub(super) fn decode_body(
    execution: &mut Execution,
    workflow: &Workflow,
    webhook: &Webhook,
    facts: &Facts<'_>,
    shape: u64,
) -> Result<(), InputError> {
    let Content { body, charset } = facts.content;
    check_media_type(&webhook.body, &facts.parts.headers, body).map_err(InputError::MediaType)?;
    let members = &workflow.input.members;
    let data = members
        .iter()
        .position(|one| one.kind == ContextMember::Data);
    match (&webhook.body, data) {
        (BodyDecoder::Json(shape), data) => {
            let text = charset.decode_json(body);
            let decoded = match data {
                Some(data) => execution.member(data)?.json(shape, &text),
                None => execution.allocate(&Type::Null)?.check_json(shape, &text),
            };
            decoded.map_err(refused)
        }
        (BodyDecoder::JsonBy(shapes), data) => {
            let index = usize::try_from(shape).unwrap_or(usize::MAX);
            let Some(shape) = shapes.get(index) else {
                return Err(Failure::internal("the trigger chose no shape").into());
            };
            let text = charset.decode_json(body);
            let decoded = match data {
                Some(data) => execution.member(data)?.variant(index)?.json(shape, &text),
                None => execution.allocate(&Type::Null)?.check_json(shape, &text),
            };
            decoded.map_err(refused)
        }
        (BodyDecoder::Form(shape), Some(data)) => {
            let decoded = execution.member(data)?.form(shape, body, *charset);
            decoded.map_err(refused)
        }
        (BodyDecoder::Form(shape), None) => {
            let mut unread = execution.allocate(&Type::Null)?;
            unread.check_form(shape, body, *charset).map_err(refused)
        }
        (BodyDecoder::Multipart(shape), data) => {
            let parts = content::parts(facts.content, &facts.parts.headers);
            let parts = parts.map_err(InputError::Multipart)?;
            let decoded = match data {
                Some(data) => execution.member(data)?.multipart(shape, &parts),
                None => (execution.allocate(&Type::Null)?).check_multipart(shape, &parts),
            };
            decoded.map_err(refused)
        }
        (BodyDecoder::Text, None) => match charset.decode(body) {
            Ok(_) => Ok(()),
            Err(_) => Err(InputError::NotText),
        },
        (BodyDecoder::Text, Some(data)) => {
            let mut place = execution.member(data)?;
            match charset.decode(body) {
                // The text is not copied.
                Ok(Cow::Borrowed(_)) => Ok(place.body()?),
                Ok(Cow::Owned(text)) => Ok(place.text(&text)?),
                Err(_) => Err(InputError::NotText),
            }
        }
        (BodyDecoder::Bytes, Some(data)) => Ok(execution.member(data)?.body()?),
        (BodyDecoder::Bytes, None) => Ok(()),
        (BodyDecoder::None, _) if body.is_empty() => Ok(()),
        (BodyDecoder::None, _) => Err(InputError::NotEmpty),
    }
}

/// Data that needs more memory than is available may still match its type.
pub(super) fn refused(error: DecodeError) -> InputError {
    match error.problem {
        Problem::Memory(failure) => InputError::Failure(failure),
        _ => InputError::Mismatch(error),
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

/// The first query parameter with that name. It is decoded as UTF-8 or, if that fails, in the
/// charset that the request declares.
fn query<'a>(facts: &Facts<'a>, name: &str) -> Result<Option<Cow<'a, str>>, InputError> {
    let query = facts.parts.uri.query().unwrap_or_default();
    let mut pairs = Pairs::of(query.as_bytes());
    let Some((_, value)) = pairs.find(|(key, _)| **key == *name.as_bytes()) else {
        return Ok(None);
    };
    let charset = match std::str::from_utf8(&value) {
        Ok(_) => Charset::Utf8,
        Err(_) => facts.content.charset,
    };
    let text = charset.decode_cow(value);
    text.map(Some).map_err(|_| InputError::Query(name.into()))
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

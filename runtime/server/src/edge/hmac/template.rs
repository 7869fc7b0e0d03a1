//! The signed content: the parts of `signed "…"`.

use std::borrow::Cow;

use crate::edge::place::Place;
use crate::edge::scheme::{Field, Refusal, Request, field};
use crate::edge::unread::Unread;

/// A part of the signed content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Literal text in the template.
    Literal(String),
    /// `{timestamp}`: the timestamp's field, as it was sent.
    Timestamp,
    /// `{body}`: the raw body.
    Body,
    /// `{headers["x"]}`, `{query["x"]}`, `{body["x"]}`: a value that must occur exactly once.
    Value(Place),
    /// `{method}`, upper case.
    Method,
    /// `{path}`, as it was sent, without the query.
    Path,
    /// `{query}`, as it was sent, without the question mark; empty if there is none.
    Query,
}

impl Part {
    pub(super) fn feed(
        &self,
        request: &Request<'_>,
        timestamp: &[u8],
        hash: &mut dyn FnMut(&[u8]),
    ) -> Result<(), Refusal> {
        match self {
            Self::Literal(text) => hash(text.as_bytes()),
            Self::Timestamp => hash(timestamp),
            Self::Body => hash(request.body),
            Self::Value(place) => hash(&value(place, request)?),
            Self::Method => hash(request.method.as_str().as_bytes()),
            Self::Path => hash(request.uri.path().as_bytes()),
            Self::Query => hash(request.uri.query().unwrap_or_default().as_bytes()),
        }
        Ok(())
    }
}

/// A signed value. A header may be empty.
fn value<'a>(place: &Place, request: &Request<'a>) -> Result<Cow<'a, [u8]>, Refusal> {
    if let Place::Header(name) = place {
        return match field(request.headers, name) {
            Field::Absent => Err(Refusal::MissingSignedHeader),
            Field::Repeated => Err(Refusal::RepeatedSignedHeader),
            Field::Once(value) => Ok(Cow::Borrowed(value)),
        };
    }
    place.read(request).map_err(|unread| match unread {
        Unread::Absent => Refusal::MissingSignedValue,
        Unread::Repeated => Refusal::RepeatedSignedValue,
        Unread::Malformed => Refusal::MalformedSignedValue,
    })
}

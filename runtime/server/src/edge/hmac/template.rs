//! What is signed: the parts of `signed "…"`.

use hyper::header::HeaderName;

use crate::edge::scheme::{Field, Refusal, Request, field};

/// A part of what is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Literal text in the template.
    Literal(String),
    /// `{timestamp}`: the timestamp's field, as it was sent.
    Timestamp,
    /// `{body}`: the raw body.
    Body,
    /// `{header.NAME}`: a field, which must be present exactly once.
    Header(HeaderName),
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
            Self::Header(name) => match field(request.headers, name) {
                Field::Absent => return Err(Refusal::MissingSignedHeader),
                Field::Repeated => return Err(Refusal::RepeatedSignedHeader),
                Field::Once(value) => hash(value),
            },
            Self::Method => hash(request.method.as_str().as_bytes()),
            Self::Path => hash(request.uri.path().as_bytes()),
            Self::Query => hash(request.uri.query().unwrap_or_default().as_bytes()),
        }
        Ok(())
    }
}
